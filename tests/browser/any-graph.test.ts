import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGateway, type GatewayOptions } from '@nutgraf/gateway';
import { compose, startSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { type Browser } from 'playwright-core';
import { startChromium } from '../support/chromium';
import { startRedis } from '../support/start-redis';
import { PlaygroundPage } from '../support/playground-page';

jest.setTimeout(60_000);

const supergraph = readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8');
const { NODE_ENV } = process.env;

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());
afterEach(() => {
  process.env.NODE_ENV = NODE_ENV;
});

/** A gateway whose subgraphs nobody started. */
async function start(settings: Partial<GatewayOptions> = {}) {
  const gateway = await createGateway({
    supergraph,
    http: { port: 0 },
    log: { level: 'silent' },
    ...settings,
  });
  return { url: gateway.url, [Symbol.asyncDispose]: () => gateway.stop() };
}

test('any graph has a playground, with one tab that helps and without a persona switch', async () => {
  await using gateway = await start();
  await using playground = await PlaygroundPage.open(browser, gateway.url);
  expect(await playground.tabTitles).toEqual(['Welcome']);
  expect(await playground.personaSwitch.count()).toBe(0);
  expect((await playground.run()).data).toEqual({ __typename: 'Query' });
  await playground.page.getByText('No subgraph was asked.').waitFor();
  expect(playground.complaints).toEqual([]);
});

test('where nothing was asked, the playground says that it came from the cache', async () => {
  await using redis = await startRedis();
  const words = await startSubgraph('words', 'type Query { word: String }', {
    Query: { word: () => 'hello' },
  });
  words.sends.headers = { 'cache-control': 'public, max-age=60' };
  await using gateway = await start({
    supergraph: compose([words]),
    playground: { tabs: [{ title: 'Word', query: '{ word }' }] },
    // Longer than a busy machine keeps a Redis waiting.
    redis: { url: redis.url, patienceMs: 5_000 },
    cache: { enabled: true },
  });
  await using playground = await PlaygroundPage.open(browser, gateway.url);
  const notes = playground.page.getByRole('list', { name: 'What the cache did' });
  expect(await playground.run()).toEqual({ data: { word: 'hello' } });
  await notes.getByText('words asked for, and kept').waitFor();
  expect(await playground.run()).toEqual({ data: { word: 'hello' } });
  await notes.getByText('words all from the cache').waitFor();
  await playground.page.getByText('No subgraph was asked.').waitFor();
  await words.stop();
});

test('failed subgraph requests are shown with the code of their error', async () => {
  await using gateway = await start({
    playground: { tabs: [{ title: 'Plans', query: '{ plans { name } }' }] },
    subgraphs: { billing: { url: 'http://127.0.0.1:1/graphql' } },
  });
  await using playground = await PlaygroundPage.open(browser, gateway.url);
  expect((await playground.run()).errors).toHaveLength(1);
  await playground.page.getByRole('cell', { name: 'SUBREQUEST_HTTP_ERROR' }).waitFor();
});

test('says that introspection is off, that plans are not shown, and runs operations all the same', async () => {
  await using gateway = await start({ introspection: false, plan: { expose: false } });
  await using playground = await PlaygroundPage.open(browser, gateway.url);
  const { page } = playground;
  await page
    .getByRole('alert')
    .getByText(/^The graph does not tell its schema: .*ntrospection/)
    .waitFor();
  expect((await playground.run()).data).toEqual({ __typename: 'Query' });
  await page.getByText('the gateway does not show plans').waitFor();
});

test('says that only the documents of published clients are served, and which setting does so', async () => {
  const manifests = [join(__dirname, '../../schema/client/src/generated/persisted-documents.json')];
  await using gateway = await start({ trustedDocuments: { mode: 'enforce', manifests } });
  await using playground = await PlaygroundPage.visit(browser, gateway.url);
  const alert = playground.page.getByRole('alert').filter({ hasText: 'trustedDocuments.mode: log' });
  await alert.waitFor();
  expect(await alert.innerText()).not.toContain('Operations can be run');
});

test('whoever opens the address of the graph in a browser is brought to the playground', async () => {
  await using gateway = await start();
  await using playground = await PlaygroundPage.open(browser, gateway.url);
  await playground.page.goto(gateway.url);
  expect(playground.page.url()).toBe(`${new URL(gateway.url).origin}/`);
});

test('in production there is neither page nor settings', async () => {
  process.env.NODE_ENV = 'production';
  await using gateway = await start();
  await using playground = await PlaygroundPage.visit(browser, gateway.url);
  const { page } = playground;
  expect(await page.innerText('body')).toContain('This is a Nutgraf gateway.');
  const settings = await page.goto(new URL('/playground/settings.json', gateway.url).href);
  expect(settings?.status()).toBe(404);
  expect((await page.goto(gateway.url))?.status()).toBe(400);
});
