import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';

/** What a deployment keeps secret, made anew for each test file. */
export interface TestSecrets {
  readonly signingKeys: string;
  readonly cursorSecret: string;
  readonly refreshTokenKeys: string;
  /** A private Ed25519 JWK. */
  readonly accessTokenKey: JWK & { readonly kid: string };
}

export function createSecrets(): TestSecrets {
  return {
    signingKeys: `test:${randomBytes(32).toString('base64')}`,
    cursorSecret: randomBytes(32).toString('base64'),
    refreshTokenKeys: `test:${randomBytes(32).toString('base64')}`,
    accessTokenKey: createTokenKey('test'),
  };
}

/** A key that signs access tokens. */
export function createTokenKey(kid: string): JWK & { readonly kid: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), kid };
}
