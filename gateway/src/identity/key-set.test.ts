import { decodeProtectedHeader, flattenedVerify } from 'jose';
import { Cleanup } from '../http/fixtures/cleanup';
import { startIssuer } from '../http/fixtures/issuer';
import { KeySet } from './key-set';

const cleanup = new Cleanup();
afterEach(cleanup.run);

async function start() {
  const issuer = cleanup.add(await startIssuer());
  const clock = { nowMs: 0 };
  const failures: unknown[] = [];
  const keys = new KeySet(
    issuer.jwksUrl,
    (error) => failures.push(error),
    () => clock.nowMs,
  );
  const verify = async (token: string) => {
    const [header = '', payload = '', signature = ''] = token.split('.');
    const jws = { protected: header, payload, signature };
    return flattenedVerify(jws, await keys.find({ alg: 'EdDSA', ...decodeProtectedHeader(token) }, jws));
  };
  return { issuer, clock, failures, verify };
}

it('finds keys that the issuer rotated to', async () => {
  const { issuer, clock, verify } = await start();
  await verify(await issuer.sign());
  await issuer.rotate();
  clock.nowMs = 31_000;
  await verify(await issuer.sign());
  expect(issuer.fetches()).toBe(2);
});

it('does not ask again and again for invented key ids', async () => {
  const { issuer, clock, verify } = await start();
  await verify(await issuer.sign());
  for (let attempt = 0; attempt < 10; attempt += 1) {
    clock.nowMs += 1_000;
    await expect(verify(await issuer.sign({}, { kid: `x${attempt}` }))).rejects.toThrow();
  }
  expect(issuer.fetches()).toBe(1);
});

it('keeps its keys when a refresh fails', async () => {
  const { issuer, clock, failures, verify } = await start();
  const token = await issuer.sign();
  await verify(token);
  await issuer.stop();
  clock.nowMs = 3_600_000;
  await verify(token);
  await expect(verify(await issuer.sign({}, { kid: 'other' }))).rejects.toThrow();
  expect(failures).toHaveLength(1);
});
