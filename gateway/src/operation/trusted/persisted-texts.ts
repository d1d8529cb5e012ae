import { type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import { type SharedTexts } from './shared-texts';
import { type TrustedDocuments } from './trusted-documents';

type PersistedQueries = Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false | undefined>;

/** Memory for what clients register by themselves, in characters. */
const registeredCharacters = 15_000_000;

/** What Apollo Server puts before a hash. */
const prefix = /^apq:/;

export interface TextSources {
  readonly trusted: TrustedDocuments | undefined;
  /** What clients registered at any gateway. */
  readonly shared: Pick<SharedTexts, 'find' | 'keep'> | undefined;
  /** Whether clients may register documents. If not, none is found that they registered elsewhere. */
  readonly registers: boolean;
}

/**
 * Texts by hash for Apollo Server: the trusted ones, and those that clients register (automatic persisted queries).
 * Only what was let in as a text is registered.
 */
export function persistedTexts({ trusted, shared, registers }: TextSources): PersistedQueries {
  const registered = new LRUCache<string, string>({
    maxSize: registeredCharacters,
    sizeCalculation: (text, key) => text.length + key.length,
  });
  const findShared = async (hash: string) => {
    const text = await shared?.find(hash);
    if (text !== undefined) registered.set(hash, text);
    return text;
  };
  return {
    cache: {
      get: (key) => {
        const hash = key.replace(prefix, '');
        const text = trusted?.textOf(hash) ?? registered.get(hash);
        if (text !== undefined || !shared || !registers) return Promise.resolve(text);
        return findShared(hash);
      },
      set: (key, text) => {
        const hash = key.replace(prefix, '');
        if (!registers || trusted?.has(text)) return Promise.resolve();
        registered.set(hash, text);
        shared?.keep(hash, text);
        return Promise.resolve();
      },
      delete: (key) => Promise.resolve(registered.delete(key.replace(prefix, ''))),
    },
  };
}
