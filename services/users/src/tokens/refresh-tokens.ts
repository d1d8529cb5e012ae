import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SigningKey } from '@nutgraf/contract/signature';

const secretBytes = 32;
const tagBytes = 16;
/** The suffix of the session's id, then the secret and the tag. */
const form = /^rft_([0-9A-HJKMNP-TV-Z]{26})_([\w-]{64})$/;

/**
 * Makes and recognises refresh tokens: opaque to clients, `rft_<session>_<secret and tag>`. The first secret of a
 * session is random, each other is derived from the token before, so that a lost answer can be given again
 * although no token is stored. The tag proves that a token was issued here, however old it is.
 */
export class RefreshTokens {
  readonly #keys: readonly [SigningKey, ...SigningKey[]];

  /** @param keys The first makes tokens, all recognise them. */
  constructor(keys: readonly [SigningKey, ...SigningKey[]]) {
    this.#keys = keys;
  }

  /** The first token of a session. */
  first(sessionId: string): string {
    return write(this.#keys[0], suffixOf(sessionId), randomBytes(secretBytes));
  }

  /** What may have followed a token: one for each key, the one to issue now first. */
  successors(token: string): readonly [string, ...string[]] {
    const [first, ...others] = this.#keys;
    return [successor(first, token), ...others.map((key) => successor(key, token))];
  }

  /** The session that a text with the form of a token claims to be of; null for any other text. Proves nothing. */
  sessionIdOf(text: string): string | null {
    const suffix = form.exec(text)?.[1];
    return suffix === undefined ? null : `ses_${suffix}`;
  }

  /** Whether one of the keys has made this token. */
  isIssued(token: string): boolean {
    const [, suffix = '', rest = ''] = form.exec(token) ?? [];
    const bytes = Buffer.from(rest, 'base64url');
    const secret = bytes.subarray(0, secretBytes);
    const presented = bytes.subarray(secretBytes);
    if (presented.length !== tagBytes) return false;
    return this.#keys.some((key) => timingSafeEqual(tag(key, suffix, secret), presented));
  }
}

/** All that is stored of a refresh token. */
export function refreshTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function successor(key: SigningKey, token: string): string {
  const suffix = form.exec(token)?.[1] ?? '';
  return write(key, suffix, createHmac('sha256', key.secret).update(`successor\n${token}`).digest());
}

function write(key: SigningKey, suffix: string, secret: Buffer): string {
  return `rft_${suffix}_${Buffer.concat([secret, tag(key, suffix, secret)]).toString('base64url')}`;
}

function tag(key: SigningKey, suffix: string, secret: Buffer): Buffer {
  const mac = createHmac('sha256', key.secret).update(`tag\n${suffix}\n`).update(secret);
  return mac.digest().subarray(0, tagBytes);
}

function suffixOf(sessionId: string): string {
  return sessionId.replace(/^ses_/, '');
}
