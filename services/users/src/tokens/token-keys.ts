import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A key pair that signs access tokens. */
export interface TokenKey {
  /** RFC 7515 key id: the JWK's own, else its RFC 7638 thumbprint. */
  readonly kid: string;
  readonly alg: 'EdDSA' | 'ES256';
  readonly privateKey: KeyObject;
  readonly publicJwk: JsonWebKey;
}

const privateJwk = z.object({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  y: z.string().optional(),
  d: z.string(),
  kid: z.string().min(1).optional(),
});

const algorithms: Readonly<Record<string, TokenKey['alg']>> = { Ed25519: 'EdDSA', 'P-256': 'ES256' };

/**
 * Reads one private JWK or an array of them.
 * @throws TypeError that says which key is wrong but never prints any of it.
 */
export function parseTokenKeys(text: string): readonly [TokenKey, ...TokenKey[]] {
  const [first, ...rest] = [parseJson(text)].flat();
  const keys = [toTokenKey(first, 0), ...rest.map((jwk, index) => toTokenKey(jwk, index + 1))] as const;
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) {
    throw new TypeError('Two keys have the same "kid".');
  }
  return [...keys];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The cause stays out: it quotes the text.
    throw new TypeError('This must be a private JWK as JSON, or an array of them.');
  }
}

function toTokenKey(value: unknown, index: number): TokenKey {
  const jwk = privateJwk.safeParse(value).data;
  const alg = jwk && algorithms[jwk.crv];
  const privateKey = jwk && importPrivateKey(jwk);
  if (!alg || !privateKey) {
    throw new TypeError(`Key ${index + 1} must be a private JWK of the curve Ed25519 or P-256.`);
  }
  // Taken from the key, not from the JWK: so nothing private can be in it.
  const publicJwk = createPublicKey(privateKey).export({ format: 'jwk' });
  return { kid: jwk.kid ?? thumbprint(publicJwk), alg, privateKey, publicJwk };
}

function importPrivateKey(jwk: z.output<typeof privateJwk>): KeyObject | undefined {
  try {
    return createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** RFC 7638: the required members in lexicographic order, hashed. */
function thumbprint({ crv, kty, x, y }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
