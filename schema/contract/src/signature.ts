import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A shared secret by name. The name travels, so keys can be rotated: the first of a list signs, all verify. */
export interface SigningKey {
  readonly id: string;
  /** At least 32 random bytes. */
  readonly secret: Buffer;
}

/** What a signature covers besides time and nonce. Nothing of it can be changed without being noticed. */
export interface SignedRequest {
  readonly method: string;
  /** Path with query, as on the request line. */
  readonly path: string;
  /** Name of the service that is meant: a request for one cannot be sent to another. */
  readonly audience: string;
  /** Value of the identity header; absent for an anonymous caller. */
  readonly identity?: string | undefined;
  /** Value of the client header; absent where nothing is known of the client's connection. */
  readonly client?: string | undefined;
  /** Raw body; empty for none. */
  readonly body: string | Buffer;
}

/** Furthest distance between the sender's and the receiver's clock, in milliseconds. */
export const signatureToleranceMs = 30_000;

/** Why a signature does not count. For logs: callers are told nothing but 401. */
export type SignatureRefusal = 'MISSING' | 'MALFORMED' | 'UNKNOWN_KEY' | 'STALE' | 'MISMATCH' | 'REPLAYED';

/** `v1;<key id>;<unix ms>;<nonce>;<HMAC-SHA256 in base64url>`: the value of the signature header. */
export function signRequest(request: SignedRequest, key: SigningKey, nowMs: number): string {
  const time = String(nowMs);
  const nonce = randomBytes(16).toString('base64url');
  return ['v1', key.id, time, nonce, mac(request, key, time, nonce).toString('base64url')].join(';');
}

/** Remembers the nonces of the last minute. One per process is enough: the audience names the service. */
export class NonceStore {
  #current = new Set<string>();
  #previous = new Set<string>();
  #turnAtMs = 0;

  /** True the first time a nonce is seen within the time a signature lives. */
  claim(nonce: string, nowMs: number): boolean {
    if (nowMs >= this.#turnAtMs) {
      const idleTooLong = nowMs >= this.#turnAtMs + 2 * signatureToleranceMs;
      this.#previous = idleTooLong ? new Set() : this.#current;
      this.#current = new Set();
      this.#turnAtMs = nowMs + 2 * signatureToleranceMs;
    }
    if (this.#current.has(nonce) || this.#previous.has(nonce)) return false;
    this.#current.add(nonce);
    return true;
  }
}

/** Checks a signature header against the request as it arrived. Returns why it is refused, or `null` when it holds. */
export function verifyRequest(
  request: SignedRequest,
  signature: string | undefined,
  keys: readonly SigningKey[],
  nonces: NonceStore,
  nowMs: number,
): SignatureRefusal | null {
  if (signature === undefined) return 'MISSING';
  const [version, keyId, time, nonce, presented, ...rest] = signature.split(';');
  if (version !== 'v1' || !time || !nonce || !presented || rest.length > 0) return 'MALFORMED';
  const key = keys.find(({ id }) => id === keyId);
  if (!key) return 'UNKNOWN_KEY';
  if (!(Math.abs(nowMs - Number(time)) <= signatureToleranceMs)) return 'STALE';
  const expected = mac(request, key, time, nonce);
  const actual = Buffer.from(presented, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return 'MISMATCH';
  return nonces.claim(nonce, nowMs) ? null : 'REPLAYED';
}

/**
 * Reads `id:base64,id:base64`, the form in which keys stand in the environment.
 * @throws TypeError that names the faulty part but never prints a secret.
 */
export function parseSigningKeys(text: string): readonly [SigningKey, ...SigningKey[]] {
  const keys = text.split(',').map((part, index): SigningKey => {
    const [id, encoded] = part.trim().split(':');
    const secret = Buffer.from(encoded ?? '', 'base64');
    if (!id || !/^[\w-]+$/.test(id) || secret.length < 32) {
      throw new TypeError(`Signing key ${index + 1} must be "id:base64" with at least 32 bytes of secret.`);
    }
    return { id, secret };
  });
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size < keys.length) throw new TypeError('Each signing key needs an id of its own.');
  return keys as [SigningKey, ...SigningKey[]];
}

function mac(request: SignedRequest, key: SigningKey, time: string, nonce: string): Buffer {
  const digest = createHash('sha256').update(request.body).digest('base64url');
  const { method, path, audience, identity = '', client = '' } = request;
  // A JSON array keeps the parts apart whatever characters they hold.
  const text = JSON.stringify(['v1', key.id, time, nonce, method, path, audience, identity, client, digest]);
  return createHmac('sha256', key.secret).update(text).digest();
}
