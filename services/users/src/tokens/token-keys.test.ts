import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { parseTokenKeys } from './token-keys';

const ed25519 = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const ecKey = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve }).privateKey.export({ format: 'jwk' });

test('one key or many are read in order, each with its algorithm', () => {
  expect(parseTokenKeys(JSON.stringify(ed25519()))).toHaveLength(1);
  const keys = parseTokenKeys(
    JSON.stringify([
      { ...ecKey('P-256'), kid: 'new' },
      { ...ed25519(), kid: 'old' },
    ]),
  );
  expect(keys.map(({ kid, alg }) => [kid, alg])).toEqual([
    ['new', 'ES256'],
    ['old', 'EdDSA'],
  ]);
});

test.each([
  ['Ed25519', ed25519()],
  ['P-256', ecKey('P-256')],
])('a %s key without a name gets its thumbprint of RFC 7638', async (_curve, jwk) => {
  const [key] = parseTokenKeys(JSON.stringify(jwk));
  expect(key.kid).toBe(await calculateJwkThumbprint(jwk as JWK));
});

test('the public half holds nothing private, whatever stood in the JWK', () => {
  const [key] = parseTokenKeys(JSON.stringify({ ...ecKey('P-256'), k: 'x', p: 'x', note: 'x' }));
  expect(Object.keys(key.publicJwk).sort()).toEqual(['crv', 'kty', 'x', 'y']);
});

const secret = ed25519();
test.each([
  ['text', 'a-secret-that-is-no-json'],
  ['nothing', '[]'],
  ['a public key', JSON.stringify({ ...secret, d: undefined })],
  ['another curve', JSON.stringify(ecKey('P-384'))],
  ['a broken key', JSON.stringify({ ...secret, d: 'a-secret' })],
  [
    'an RSA key',
    JSON.stringify(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })),
  ],
  [
    'one name for two keys',
    JSON.stringify([
      { ...ed25519(), kid: 'a' },
      { ...ed25519(), kid: 'a' },
    ]),
  ],
])('%s is refused, and not repeated', (_what, text) => {
  const refusal = errorOf(() => parseTokenKeys(text));
  expect(refusal).toBeInstanceOf(TypeError);
  expect(refusal.message).not.toContain('a-secret');
  expect(refusal.message).not.toContain(secret.d);
});

function errorOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}
