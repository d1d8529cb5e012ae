import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { slugs } from '../support/article-page';
import { startChromium } from '../support/chromium';
import { TestGraph } from '../support/test-graph';

jest.setTimeout(60_000);

/** The typed client as it is installed, which a browser can load as it is. */
const clientFiles = join(__dirname, '../../schema/client/dist');

let site: Server;
let graph: TestGraph;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  site = await serveSite();
  graph = await TestGraph.start({ cors: { origins: [originOf(site)] } });
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  await graph?.[Symbol.asyncDispose]();
  site?.closeAllConnections();
  await new Promise((resolve) => site?.close(resolve));
});
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  await page.goto(originOf(site));
  await page.waitForFunction(() => 'client' in globalThis);
});
afterEach(() => page.context().close());

const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A page of its own origin that has the typed client as `client`. */
async function serveSite(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://site').pathname);
    if (path === '/') return void response.setHeader('content-type', 'text/html').end(html());
    readFile(join(clientFiles, path)).then(
      (file) => response.setHeader('content-type', 'text/javascript').end(file),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const html = () => `<!doctype html><title>A site</title><link rel="icon" href="data:,"><script type="module">
  import { cookieSession, createClient } from '/index.js';
  import { ArticlePageDocument } from '/generated/graphql.js';
  globalThis.signedOut = 0;
  globalThis.client = createClient({
    url: '${graph.url}', session: cookieSession(), onSignedOut: () => (globalThis.signedOut += 1),
  });
  globalThis.contentType = async () => {
    const { article } = await client.request(ArticlePageDocument, { slug: '${slugs.members}' });
    return article.content.__typename;
  };
</script>`;

const contentType = () => page.evaluate<string>('contentType()');
const signIn = () =>
  page.evaluate<{ errors: unknown[] }>(
    `client.signIn(${JSON.stringify({ email: personaEntry('member').email, password: personaPassword })})`,
  );

test('a page of another origin signs in, and no script of it can read a token', async () => {
  expect(await contentType()).toBe('PreviewContent');
  const signedIn = await signIn();
  expect(signedIn).toMatchObject({ account: { id: personaEntry('member').accountId }, errors: [] });
  expect(await contentType()).toBe('FullContent');

  const cookies = await page.context().cookies();
  expect(cookies.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: 'nutgraf_access', httpOnly: true, sameSite: 'Lax' },
    { name: 'nutgraf_refresh', httpOnly: true, sameSite: 'Lax' },
  ]);
  const readable = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, document.cookie])');
  for (const { value } of cookies) expect(readable).not.toContain(value);
  expect(JSON.stringify(signedIn)).not.toMatch(/eyJ|rft_/);
});

test('it stays signed in through reloads, and when its access token is over', async () => {
  await signIn();
  await page.reload();
  await page.waitForFunction(() => 'client' in globalThis);
  expect(await contentType()).toBe('FullContent');

  const before = await page.context().cookies();
  const access = before.find(({ name }) => name === 'nutgraf_access');
  await page.context().addCookies([{ ...access!, value: 'a.b.c' }]);
  expect(await contentType()).toBe('FullContent');
  const after = await page.context().cookies();
  expect(after.map(({ value }) => value)).not.toEqual(before.map(({ value }) => value));
});

test('two tabs renew one session together', async () => {
  await signIn();
  const other = await page.context().newPage();
  await other.goto(originOf(site));
  await other.waitForFunction(() => 'client' in globalThis);
  const [access] = await page.context().cookies();
  await page.context().addCookies([{ ...access!, value: 'a.b.c' }]);
  expect(await Promise.all([contentType(), other.evaluate<string>('contentType()')])).toEqual([
    'FullContent',
    'FullContent',
  ]);
  expect(await Promise.all([page, other].map((tab) => tab.evaluate('signedOut')))).toEqual([0, 0]);
});

test('signed out, it is a guest’s page again, without cookies', async () => {
  await signIn();
  await page.evaluate('client.signOut()');
  expect(await page.context().cookies()).toEqual([]);
  expect(await contentType()).toBe('PreviewContent');
});

test('B5: a page of an origin that is not listed learns nothing', async () => {
  const stranger = await serveSite();
  try {
    await page.goto(originOf(stranger));
    await page.waitForFunction(() => 'client' in globalThis);
    await expect(contentType()).rejects.toThrow('NetworkError');
  } finally {
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
  }
});
