import { type Browser } from 'playwright-core';
import { startChromium } from '../support/chromium';
import { isOperation, PlaygroundPage } from '../support/playground-page';
import { playgroundSettings, titles } from '../support/playground-settings';
import { clientManifest, TestGraph } from '../support/test-graph';

jest.setTimeout(60_000);

const locked = {
  name: 'Lou Lockedout',
  about: 'has forgotten the password',
  variables: {
    input: { by: { password: { email: 'member@nutgraf.example', password: 'not the password' } } },
  },
};

let graph: TestGraph;
let browser: Browser;
beforeAll(async () => {
  const personas = [...playgroundSettings.personas, locked];
  graph = await TestGraph.start({ playground: { ...playgroundSettings, personas } });
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  await graph?.[Symbol.asyncDispose]();
});

test('a sign-in that fails is shown with its reason and with ways out, and nothing is run as a guest instead', async () => {
  await using playground = await PlaygroundPage.open(browser, graph.url);
  const { page, personaSwitch } = playground;
  await personaSwitch.selectOption(locked.name);
  const notice = page.getByRole('alert');
  await notice.getByText(/^Lou Lockedout cannot be signed in: .*password/).waitFor();
  await page.getByRole('code').getByText('not signed in').waitFor();

  const operations: string[] = [];
  page.on('request', (request) => void (isOperation(request) && operations.push(request.url())));
  await playground.runButton.click();
  const [error] = (await playground.shownAnswer()).errors ?? [];
  expect(error?.message).toMatch(/^Lou Lockedout cannot be signed in: .*password/);
  expect(operations).toEqual([]);

  await notice.getByRole('button', { name: 'Run as a guest' }).click();
  expect(await personaSwitch.inputValue()).toBe('Guest');
  await notice.getByText('cannot be signed in').waitFor({ state: 'detached' });
  expect((await playground.run()).errors).toBeUndefined();
});

test('a graph that cannot be reached is said to be so, until it answers again', async () => {
  await using playground = await PlaygroundPage.open(browser, graph.url);
  const { page } = playground;
  const notice = page
    .getByRole('alert')
    .getByText('The graph cannot be reached. Is the gateway still running?');
  await playground.run();
  await page.locator('.requests').waitFor();
  await page.route(graph.url, (route) => route.abort());
  await playground.runButton.click();
  await notice.waitFor();
  await page.getByText('Run an operation to see which subgraphs are asked, and when.').waitFor();
  expect((await playground.shownAnswer()).errors?.[0]?.message).toContain('The graph cannot be reached.');

  await page.unroute(graph.url);
  await page.getByRole('button', { name: 'Try again' }).click();
  await notice.waitFor({ state: 'detached' });
  expect((await playground.run()).errors).toBeUndefined();
});

test('a header that cannot be sent is not blamed on the graph', async () => {
  await using playground = await PlaygroundPage.open(browser, graph.url);
  const { page } = playground;
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
  await page.keyboard.type('{ "x y": "z" ');
  await playground.runButton.click();
  expect((await playground.shownAnswer()).errors?.[0]?.message).toMatch(/^The headers cannot be sent: /);
  expect(await page.locator('.notice').count()).toBe(0);
});

test('an authorization header of the tab goes before the persona', async () => {
  await using playground = await PlaygroundPage.open(browser, graph.url);
  const { page } = playground;
  await playground.openTab(titles.viewer);
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .monaco-editor:visible').click();
  await page.keyboard.type(`{ "Authorization": "Bearer ${await graph.signIn('admin')}" `);
  expect((await playground.run()).data?.viewer).toMatchObject({ email: 'admin@nutgraf.example' });
});

test('where only published documents are served, staff sign in and use the playground all the same', async () => {
  await using closed = await TestGraph.start({
    playground: playgroundSettings,
    trustedDocuments: {
      mode: 'enforce',
      manifests: [clientManifest],
      allowUnknownFor: { scopes: ['admin:accounts'] },
    },
  });
  await using playground = await PlaygroundPage.visit(browser, closed.url);
  const { page, personaSwitch } = playground;
  const notice = page.getByRole('alert').getByText('This graph serves only the documents');
  await notice.waitFor();
  await personaSwitch.selectOption('Rita Reader');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('authorization: Bearer').waitFor();
  await notice.waitFor();
  await personaSwitch.selectOption('Amin Admin');
  await page.getByRole('button', { name: 'Try again' }).click();
  await notice.waitFor({ state: 'detached' });
  expect((await playground.run()).errors).toBeUndefined();
});
