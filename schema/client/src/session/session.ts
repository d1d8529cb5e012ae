import { type TokenStorage, memoryStorage } from './token-storage.js';

/** How a client stays signed in. */
export type Session =
  | { readonly transport: 'COOKIE' }
  | { readonly transport: 'BEARER'; readonly storage: TokenStorage; readonly key: string };

/** For web pages: the tokens are in cookies that no script can read. */
export function cookieSession(): Session {
  return { transport: 'COOKIE' };
}

/**
 * For apps, servers and tests: the client holds the tokens and sends them as `Authorization: Bearer`.
 * Without a storage they are gone with the client. `localStorage` fits, and so do the stores of React Native; any
 * script of a web page can read `localStorage`, so pages had better take {@link cookieSession}.
 */
export function bearerSession({
  storage = memoryStorage(),
  key = 'nutgraf-session',
}: { storage?: TokenStorage; key?: string } = {}): Session {
  return { transport: 'BEARER', storage, key };
}
