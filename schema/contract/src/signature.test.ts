import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import {
  NonceStore,
  parseSigningKeys,
  signRequest,
  signatureToleranceMs,
  verifyRequest,
  type SignedRequest,
} from './signature';

const now = Date.UTC(2026, 0, 1);
const key = { id: 'k2', secret: randomBytes(32) };
const olderKey = { id: 'k1', secret: randomBytes(32) };
const request: SignedRequest = {
  method: 'POST',
  path: '/graphql',
  audience: 'content',
  identity: 'eyJzdWIiOiJhY2NfMSJ9',
  client: 'eyJhZGRyZXNzIjoiOjoxIn0',
  body: '{"query":"{ a }"}',
};

function verdict(changed: Partial<SignedRequest>, signature = signRequest(request, key, now), at = now) {
  return verifyRequest({ ...request, ...changed }, signature, [key, olderKey], new NonceStore(), at);
}

test('A3: a request as it was signed is accepted', () => {
  expect(verdict({})).toBeNull();
});

test('A3: both keys of a rotation are accepted, any other is not', () => {
  expect(verdict({}, signRequest(request, olderKey, now))).toBeNull();
  expect(verdict({}, signRequest(request, { ...key, id: 'k3' }, now))).toBe('UNKNOWN_KEY');
  expect(verdict({}, signRequest(request, { ...key, secret: randomBytes(32) }, now))).toBe('MISMATCH');
});

test.each<[string, Partial<SignedRequest>]>([
  ['method', { method: 'GET' }],
  ['path', { path: '/graphql?x=1' }],
  ['audience', { audience: 'billing' }],
  ['identity', { identity: 'eyJzdWIiOiJhY2NfMiJ9' }],
  ['identity, taken away', { identity: undefined }],
  ['client', { client: 'eyJhZGRyZXNzIjoiOjoyIn0' }],
  ['client, taken away', { client: undefined }],
  ['body', { body: '{"query":"{ b }"}' }],
])('A3: a changed %s is refused', (_part, changed) => {
  expect(verdict(changed)).toBe('MISMATCH');
});

test('A3: parts cannot be moved into one another', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.nat(), (path, audience, cut) => {
      const joined = path + audience;
      const at = cut % (joined.length + 1);
      const other = { path: joined.slice(0, at), audience: joined.slice(at) };
      fc.pre(other.path !== path);
      const signature = signRequest({ ...request, path, audience }, key, now);
      expect(verdict({ ...request, ...other }, signature)).toBe('MISMATCH');
    }),
  );
});

test('A3: a replay is refused', () => {
  const nonces = new NonceStore();
  const signature = signRequest(request, key, now);
  const answers = [0, 1, signatureToleranceMs].map((later) =>
    verifyRequest(request, signature, [key], nonces, now + later),
  );
  expect(answers).toEqual([null, 'REPLAYED', 'REPLAYED']);
});

test('A3: a nonce is remembered for as long as its signature could be accepted', () => {
  fc.assert(
    fc.property(
      fc.nat(300_000),
      fc.integer({ min: -30_000, max: 30_000 }),
      fc.nat(60_000),
      (start, skew, later) => {
        const nonces = new NonceStore();
        const at = now + start;
        const signature = signRequest(request, key, at + skew);
        nonces.claim('another', now);
        expect(verifyRequest(request, signature, [key], nonces, at)).toBeNull();
        expect(verifyRequest(request, signature, [key], nonces, at + later)).not.toBeNull();
      },
    ),
  );
});

test.each([-signatureToleranceMs - 1, signatureToleranceMs + 1])('A3: %d ms off is refused', (off) => {
  expect(verdict({}, signRequest(request, key, now + off))).toBe('STALE');
});

test('A3: anything that is not a signature is refused', () => {
  expect(verifyRequest(request, undefined, [key], new NonceStore(), now)).toBe('MISSING');
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(verdict({}, text)).not.toBeNull();
    }),
  );
});

test('signing keys are read from text, and a faulty one is named without being printed', () => {
  const secret = randomBytes(32).toString('base64');
  expect(parseSigningKeys(`b:${secret},a:${secret}`).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(() => parseSigningKeys(`b:${secret},a:c2hvcnQ=`)).toThrow(/Signing key 2/);
  expect(() => parseSigningKeys('a:c2hvcnQ=')).not.toThrow(/c2hvcnQ/);
  expect(() => parseSigningKeys(`a;b:${secret}`)).toThrow(/Signing key 1/);
  expect(() => parseSigningKeys(`a:${secret},a:${secret}`)).toThrow(/an id of its own/);
});
