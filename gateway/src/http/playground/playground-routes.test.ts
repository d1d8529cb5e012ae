import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { parseConfig } from '../../config/gateway-config';
import { Cleanup } from '../fixtures/cleanup';
import { Readiness } from '../readiness';
import { routes } from '../routes';
import { createHttpServer, listen } from '../server';
import { findPageFiles } from './page-files';
import { playgroundRoutes, redirectBrowsers } from './playground-routes';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const script = `export const text = '${'x'.repeat(100)}';`;

/** A built page, small. */
function build(): string {
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  cleanup.add({ stop: () => rmSync(folder, { recursive: true }) });
  mkdirSync(join(folder, 'playground'));
  writeFileSync(join(folder, 'secret.html'), 'not a part of the page');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Playground</title>');
  writeFileSync(join(folder, 'playground', 'main-1a2b.js'), script);
  writeFileSync(join(folder, 'playground', 'main-1a2b.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'playground', 'main-1a2b.js.gz'), gzipSync(script));
  return folder;
}

async function serve(folder = build(), settings = {}) {
  const pages = playgroundRoutes(
    parseConfig({ playground: { title: 'Try', ...settings } }).playground,
    '/graphql',
    findPageFiles(folder),
  );
  const graphql = redirectBrowsers((_, response) => void response.end('the graph'));
  const server = createHttpServer(routes(graphql, new Readiness(), pages), () => false);
  const origin = await listen(server, 0, '127.0.0.1');
  cleanup.add({ stop: () => server.close() });
  const { hostname, port } = new URL(origin);
  // Unlike fetch, this sends the path as it is written and leaves compressed bodies alone.
  return async (path: string, headers = {}, method = 'GET') => {
    const asked = request({ hostname, port, path, headers, method, agent: false }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
  };
}

test('the page stands at the root and may only talk to its own origin', async () => {
  const { status, headers, body } = await (await serve())('/');
  expect(status).toBe(200);
  expect(body.toString()).toContain('<title>Playground</title>');
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  });
  const policy = headers['content-security-policy']?.toString().split('; ');
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ]),
  );
});

test('assets are kept forever, and come compressed to who takes that', async () => {
  const get = await serve();
  const path = '/playground/main-1a2b.js';
  const plain = await get(path);
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  });
  expect(plain.body.toString()).toBe(script);
  const br = await get(path, { 'accept-encoding': 'gzip, br' });
  expect([br.headers['content-encoding'], brotliDecompressSync(br.body).toString()]).toEqual(['br', script]);
  const gz = await get(path, { 'accept-encoding': 'gzip' });
  expect([gz.headers['content-encoding'], gunzipSync(gz.body).toString()]).toEqual(['gzip', script]);
});

test.each([
  '/playground/../secret.html',
  '/playground/..%2fsecret.html',
  '/playground/%2e%2e/secret.html',
  '/playground//main-1a2b.js',
  '/playground/main-1a2b.js.br',
  '/playground/',
  '/secret.html',
  '/index.html',
])('nothing but the files of the page is served: %s', async (path) => {
  const { status, body } = await (await serve())(path);
  expect([status, body.toString()]).toEqual([404, expect.not.stringContaining('not a part')]);
});

test('is only read', async () => {
  const ask = await serve();
  for (const path of ['/', '/playground/settings.json', '/playground/main-1a2b.js']) {
    const head = await ask(path, {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    const post = await ask(path, {}, 'POST');
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
  }
});

test('settings are handed out and never kept', async () => {
  const { headers, body } = await (await serve())('/playground/settings.json');
  expect(headers['cache-control']).toBe('no-store');
  expect(JSON.parse(body.toString())).toEqual({
    title: 'Try',
    personas: [],
    tabs: [],
    endpoint: './graphql',
  });
});

test('a browser that opens the address of the graph is shown the page', async () => {
  const ask = await serve();
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const { status, headers } = await ask('/graphql', { accept });
  expect([status, headers.location]).toEqual([303, './']);
  for (const [path, header, method] of [
    ['/graphql?query={__typename}', accept, 'GET'],
    ['/graphql', accept, 'POST'],
    ['/graphql', '*/*', 'GET'],
    ['/graphql', 'application/json', 'GET'],
  ] as const) {
    expect((await ask(path, { accept: header }, method)).body.toString()).toBe('the graph');
  }
});

test('without a build, the root says how to get one', async () => {
  const { status, body } = await (await serve(tmpdir()))('/');
  expect([status, body.toString()]).toEqual([200, expect.stringContaining('npm run build')]);
});

test('switched off, there is neither page nor settings', async () => {
  const ask = await serve(build(), { enabled: false });
  expect((await ask('/')).body.toString()).toContain('Send GraphQL operations to /graphql');
  expect((await ask('/playground/settings.json')).status).toBe(404);
  expect((await ask('/playground/main-1a2b.js')).status).toBe(404);
});
