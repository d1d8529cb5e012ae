import { type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import { type TrustedDocuments } from './trusted-documents';

type PersistedQueries = Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false | undefined>;

/** Memory for what clients register by themselves, in characters. */
const registeredCharacters = 15_000_000;

/** What Apollo Server puts before a hash. */
const prefix = /^apq:/;

/**
 * Texts by hash for Apollo Server: the trusted ones, and those that clients register (automatic persisted queries).
 * Only what was let in as a text is registered.
 */
export function persistedTexts(documents: TrustedDocuments): PersistedQueries {
  const registered = new LRUCache<string, string>({
    maxSize: registeredCharacters,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  return {
    cache: {
      get: (key) => Promise.resolve(documents.textOf(key.replace(prefix, '')) ?? registered.get(key)),
      set: (key, text) => {
        registered.set(key, text);
        return Promise.resolve();
      },
      delete: (key) => Promise.resolve(registered.delete(key)),
    },
  };
}
