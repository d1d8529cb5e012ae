import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { deflateSync, brotliCompressSync, gzipSync } from 'node:zlib';
import { createGateway } from '../gateway';
import { type Gateway } from '../gateway-types';
import { Cleanup } from './fixtures/cleanup';
import { send } from './fixtures/client';
import { startLibrary } from './fixtures/library';
import { compose } from './fixtures/subgraph';

const cleanup = new Cleanup();
let gateway: Gateway;
beforeAll(async () => {
  const supergraph = compose(await startLibrary(cleanup));
  const settings = { playground: { enabled: false }, http: { port: 0 }, log: { level: 'silent' } } as const;
  gateway = cleanup.add(await createGateway({ supergraph, ...settings }));
});
afterAll(cleanup.run);

const operation = JSON.stringify({ query: '{ __typename }' });
const json = { 'content-type': 'application/json' };

describe('the body of a request', () => {
  it.each([
    ['gzip', gzipSync(operation)],
    ['deflate', deflateSync(operation)],
    ['br', brotliCompressSync(operation)],
  ])('may come as %s', async (coding, body) => {
    const answer = await send(gateway.url, { body, headers: { ...json, 'content-encoding': coding } });
    expect(answer.data).toEqual({ __typename: 'Query' });
  });

  it.each<[string, RequestInit, number]>([
    ['is not JSON', { body: '{"query": ', headers: json }, 400],
    [
      'is not UTF-8',
      { body: Buffer.from('{"query": "{ a(b: \\"\xe9\\") }"}', 'latin1'), headers: json },
      400,
    ],
    ['is empty', { body: '', headers: json }, 400],
    ['is a batch', { body: `[${operation}]`, headers: json }, 400],
    ['is too large', { body: JSON.stringify({ query: 'x'.repeat(2_000_000) }), headers: json }, 413],
    [
      'grows too large',
      { body: gzipSync(Buffer.alloc(45_000_000, 'x')), headers: { ...json, 'content-encoding': 'gzip' } },
      413,
    ],
    ['is not the gzip it says', { body: operation, headers: { ...json, 'content-encoding': 'gzip' } }, 400],
    [
      'comes in an unknown coding',
      { body: operation, headers: { ...json, 'content-encoding': 'zstd' } },
      415,
    ],
    [
      'comes in another charset',
      { body: operation, headers: { 'content-type': 'application/json; charset=utf-16' } },
      415,
    ],
  ])('that %s is refused, in the shape of a GraphQL error', async (_, init, status) => {
    const answer = await send(gateway.url, init);
    expect(answer.status).toBe(status);
    expect(answer.errors).toEqual([
      {
        message: expect.any(String) as string,
        extensions: { code: 'BAD_REQUEST', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
      },
    ]);
  });

  it('that cannot be read is told what can', async () => {
    const headers = { ...json, 'content-encoding': 'zstd' };
    const coding = await send(gateway.url, { body: operation, headers });
    expect(coding.headers.get('accept-encoding')).toBe('gzip, deflate, br');
    const xml = await send(gateway.url, { body: operation, headers: { 'content-type': 'application/xml' } });
    expect(xml.headers.get('accept')).toBe('application/json');
  });

  it('sent in chunks without a length is bounded too', async () => {
    const chunk = new Uint8Array(100_000).fill(120);
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
    });
    const answer = fetch(gateway.url, {
      method: 'POST',
      body,
      headers: json,
      duplex: 'half',
    });
    expect((await answer).status).toBe(413);
  });
});

describe('paths', () => {
  const at = (path: string) => fetch(new URL(path, gateway.url));

  it('tell whether the gateway is alive and ready', async () => {
    expect(await (await at('/health')).json()).toEqual({ status: 'alive' });
    expect(await (await at('/ready')).json()).toEqual({ status: 'ready' });
  });

  it.each([
    ['/graphql?query={__typename}', '"Query"'],
    ['http://any.example/graphql?query={__typename}', '"Query"'],
    ['HTTPS://any.example:1/health', '"alive"'],
    ['http://any.example', 'This is a Nutgraf gateway.'],
    ['http://any.example?a=/health', 'This is a Nutgraf gateway.'],
  ])('may come with an origin, as proxies send them: %s', async (target, content) => {
    const { hostname, port } = new URL(gateway.url);
    // Unlike fetch, this sends the target as it is written.
    const asked = request({ hostname, port, path: target, headers: json }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect([response.statusCode, await text(response)]).toEqual([
      200,
      expect.stringContaining(content) as string,
    ]);
  });

  it('that are unknown say where the graph is', async () => {
    const response = await at('/nowhere');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('The graph is at /graphql.');
  });

  it('start with a page for whoever looks there', async () => {
    expect(await (await at('/')).text()).toContain('/graphql');
  });
});

describe('the answer', () => {
  it.each(['HEAD', 'OPTIONS', 'PUT', 'DELETE'])(
    'to %s is 405 and names the methods there are',
    async (method) => {
      const response = await fetch(gateway.url, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
      await response.body?.cancel();
    },
  );

  it('to 3,000 headers is 431', async () => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    const headers = Array.from({ length: 3_000 }, (_, index) => `h${index}: x\r\n`).join('');
    socket.end(`GET /health HTTP/1.1\r\nhost: x\r\n${headers}\r\n`);
    const [data] = (await once(socket, 'data')) as [Buffer];
    expect(data.toString()).toMatch(/^HTTP\/1\.1 431 /);
    socket.destroy();
  });
});

describe('persisted queries', () => {
  it('are registered by hash and found again', async () => {
    const hash = 'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38';
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    const post = (body: unknown) => send(gateway.url, { body: JSON.stringify(body), headers: json });
    expect((await post({ extensions })).errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await post({ query: '{__typename}', extensions })).data).toEqual({ __typename: 'Query' });
    expect((await post({ extensions })).data).toEqual({ __typename: 'Query' });
  });
});
