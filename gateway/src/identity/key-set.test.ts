import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
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

describe('an answer that is no set of keys', () => {
  /** Answers instead of the issuer. */
  async function startAnswering(answer: RequestListener) {
    const server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanup.add({
      stop: () => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      },
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  it.each<[string, (keys: string) => RequestListener, RegExp]>([
    [
      'a redirect, even to the right keys',
      (keys) => (_, response) => response.writeHead(302, { location: keys }).end(),
      /HTTP 302/,
    ],
    [
      'more than fits, without an end',
      () => (_, response) => {
        response.write('{"keys": [');
        const more = () => response.write(' '.repeat(100_000));
        response.on('drain', more);
        more();
      },
      /more than 1000000 bytes/,
    ],
    ['HTML', () => (_, response) => response.end('<html>'), /JSON/],
    ['another object', () => (_, response) => response.end('{"keys": 1}'), /JSON Web Key Set/],
    ['an error', () => (_, response) => response.writeHead(500).end('{"keys": []}'), /HTTP 500/],
  ])('%s: the keys last seen stay', async (_, answering, message) => {
    const issuer = cleanup.add(await startIssuer());
    let answer: RequestListener = (_request, response) =>
      void fetch(issuer.jwksUrl).then(async (found) => response.end(await found.text()));
    const url = await startAnswering((request, response) => answer(request, response));
    const clock = { nowMs: 0 };
    const failures: unknown[] = [];
    const keys = new KeySet(
      url,
      (error) => failures.push(error),
      () => clock.nowMs,
    );
    const find = async (token: string) => {
      const [header = '', payload = '', signature = ''] = token.split('.');
      const jws = { protected: header, payload, signature };
      return keys.find({ alg: 'EdDSA', ...decodeProtectedHeader(token) }, jws);
    };
    const token = await issuer.sign();
    await find(token);
    answer = answering(issuer.jwksUrl);
    clock.nowMs = 60_000;
    await expect(find(await issuer.sign({}, { kid: 'other' }))).rejects.toThrow();
    expect(failures).toHaveLength(1);
    expect(String(failures[0])).toMatch(message);
    await find(token);
  });
});
