import { memoryStorage, pageStorage, type SessionStorage } from './storage.js';

/** How a client stays signed in. */
export type Session =
  | {
      readonly transport: 'COOKIE';
      readonly storage: SessionStorage;
      readonly key: string;
      readonly renewAfterSeconds: number;
    }
  | { readonly transport: 'BEARER'; readonly storage: SessionStorage; readonly key: string };

/**
 * For web pages: the tokens are in cookies that no script can read. When they were last renewed is noted in a
 * storage (`localStorage` where there is one): the browser drops an expired cookie without a word, and the page
 * would be served as a guest's.
 */
export function cookieSession({
  storage = pageStorage(),
  key = 'nutgraf-cookie-session',
  renewAfterSeconds = 240,
}: {
  storage?: SessionStorage;
  key?: string;
  /** Less than an access token lives, which is five minutes. */
  renewAfterSeconds?: number;
} = {}): Session {
  return { transport: 'COOKIE', storage, key, renewAfterSeconds };
}

/**
 * For apps, servers and tests: the client holds the tokens and sends them as `Authorization: Bearer`.
 * Without a storage they are gone with the client. `localStorage` fits, and so do the stores of React Native; any
 * script of a web page can read `localStorage`, so pages had better take {@link cookieSession}.
 */
export function bearerSession({
  storage = memoryStorage(),
  key = 'nutgraf-session',
}: { storage?: SessionStorage; key?: string } = {}): Session {
  return { transport: 'BEARER', storage, key };
}
