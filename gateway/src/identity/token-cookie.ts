import { parse } from 'cookie';

/** The token in the cookie of that name; `null` when there is none, or an empty one. */
export function readTokenCookie(cookies: string | undefined, name: string): string | null {
  // As it was written: the characters of a token need no escaping.
  const token = cookies === undefined ? undefined : parse(cookies, { decode: (value) => value })[name];
  return token === undefined || token === '' ? null : token;
}
