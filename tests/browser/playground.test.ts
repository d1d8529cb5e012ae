import { type Browser } from 'playwright-core';
import { Latch } from '@nutgraf/gateway/http/fixtures/latch';
import { startChromium } from '../support/chromium';
import { isOperation, PlaygroundPage } from '../support/playground-page';
import { playgroundSettings, titles } from '../support/playground-settings';
import { TestGraph } from '../support/test-graph';
import { until } from '../support/until';

jest.setTimeout(60_000);

let graph: TestGraph;
let browser: Browser;
beforeAll(async () => {
  graph = await TestGraph.start({ playground: playgroundSettings });
  browser = await startChromium();
});
afterAll(async () => {
  await browser?.close();
  await graph?.[Symbol.asyncDispose]();
});

const allTitles = playgroundSettings.tabs.map(({ title }) => title);
const open = () => PlaygroundPage.open(browser, graph.url);

test('a guest meets the paywall, and the same page as a member shows the whole text', async () => {
  await using playground = await open();
  const asGuest = (await playground.run()).data?.article as { content: object };
  expect(asGuest.content).toMatchObject({ __typename: 'PreviewContent' });

  await playground.openTab(titles.member);
  expect(await playground.personaSwitch.inputValue()).toBe('Milo Member');
  const asMember = (await playground.run()).data?.article as { content: object };
  expect(asMember.content).toMatchObject({ __typename: 'FullContent', grantedBy: 'ENTITLED' });
  expect(playground.complaints).toEqual([]);
});

test('each example answers with data and without errors', async () => {
  await using playground = await open();
  expect(await playground.tabTitles).toEqual(allTitles);
  for (const { title, persona = 'Guest' } of playgroundSettings.tabs as {
    title: string;
    persona?: string;
  }[]) {
    await playground.openTab(title);
    expect(await playground.personaSwitch.inputValue()).toBe(persona);
    const { data, errors } = await playground.run();
    expect([title, errors]).toEqual([title, undefined]);
    expect([title, Object.values(data ?? {}).every((value) => value !== null)]).toEqual([title, true]);
  }
  expect(playground.complaints).toEqual([]);
});

test('below the answer stand the plan and the requests to subgraphs, which the answer itself does not hold', async () => {
  await using playground = await open();
  expect((await playground.run()).extensions).toBeUndefined();
  const plan = playground.page.getByRole('region', { name: 'Plan', exact: true });
  await plan.getByText(/^200 · .+ · 3 subgraph requests$/).waitFor();
  const rows = await plan.getByRole('row').allInnerTexts();
  const ms = String.raw`\d+(\.\d)? (ms|s)`;
  const bytes = String.raw`\d+(\.\d)? k?B`;
  expect(rows.map((row) => row.split(/\s*\t\s*/).filter(Boolean))).toEqual([
    ['Subgraph', 'Start', 'Took', 'Status', 'Sent', 'Got'],
    ...['content', 'billing', 'users'].map((): unknown => [
      expect.stringMatching(/^(content|billing|users)$/),
      expect.stringMatching(ms),
      expect.stringMatching(ms),
      '200',
      expect.stringMatching(bytes),
      expect.stringMatching(bytes),
    ]),
  ]);
  expect(await plan.locator('pre').innerText()).toMatch(
    /^QueryPlan \{\n\s+Sequence \{\n\s+Fetch\(service: "content"\)/,
  );
  await playground.page
    .getByRole('status')
    .getByText(/Answered with status 200 in .+ 3 subgraph requests\./)
    .waitFor();
});

test('who is chosen belongs to the tab, is signed in at once, and goes on into new tabs', async () => {
  await using playground = await open();
  const { page, personaSwitch } = playground;
  await page.getByText('no authorization header').waitFor();
  await personaSwitch.selectOption('Amin Admin');
  await page.getByText(/authorization: Bearer \S+…/).waitFor();

  await playground.openTab(titles.newest);
  expect(await personaSwitch.inputValue()).toBe('Guest');
  await playground.openTab(titles.guest);
  expect(await personaSwitch.inputValue()).toBe('Amin Admin');

  await page.getByRole('button', { name: 'New tab' }).click();
  expect(await personaSwitch.inputValue()).toBe('Amin Admin');
  const sent = page.waitForRequest(isOperation);
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  // The editor closes braces by itself.
  await page.keyboard.type('{ viewer { id ');
  await playground.run();
  expect((await sent).headers().authorization).toMatch(/^Bearer ey/);
});

test('a refused token is replaced by a new one, and the operation is answered', async () => {
  await using playground = await open();
  const { page } = playground;
  await playground.openTab(titles.viewer);
  const tokens: (string | undefined)[] = [];
  await page.route(graph.url, async (route) => {
    const request = route.request();
    if (!isOperation(request)) return route.continue();
    tokens.push(request.headers().authorization);
    const expired = { ...request.headers(), authorization: 'Bearer expired' };
    return route.continue(tokens.length === 1 ? { headers: expired } : {});
  });
  await playground.runButton.click();
  expect((await playground.shownAnswer()).data?.viewer).toMatchObject({ email: 'member@nutgraf.example' });
  expect(tokens).toHaveLength(2);
  expect(tokens[0]).not.toBe(tokens[1]);
});

test('an answer that comes after its tab was left is not shown in another one', async () => {
  await using playground = await open();
  const { page } = playground;
  const reached = new Latch();
  const release = new Latch();
  const handled = new Latch();
  await page.route(graph.url, async (route) => {
    if (!isOperation(route.request())) return route.continue();
    const response = await route.fetch();
    reached.open();
    await release.opened;
    // Whoever has left does not mind.
    await route.fulfill({ response }).catch(() => undefined);
    handled.open();
  });
  await playground.openTab(titles.member);
  await playground.runButton.click();
  await reached.opened;
  await playground.openTab(titles.newest);
  release.open();
  await handled.opened;
  // What was handed to the page before this has been dealt with after it.
  await page.evaluate(() => fetch('./health').then((response) => response.text()));
  expect(await playground.answerText()).toBe('');
  expect(await page.locator('.plan-summary').count()).toBe(0);
  expect(playground.complaints).toEqual([]);
});

test('a later visit finds the tabs as they were left, and can have the examples back', async () => {
  await using playground = await open();
  const { page } = playground;
  await page.getByRole('button', { name: 'Close Tab' }).first().click();
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('query Mine { __typename ');
  const left = ['Mine', ...allTitles.slice(2)];
  await page.locator('.graphiql-tab-button', { hasText: 'Mine' }).waitFor();
  // GraphiQL keeps tabs a moment after they changed.
  const stored = () => page.evaluate<string | null>(`localStorage.getItem('graphiql:tabState')`);
  await until(stored, (text) => text?.includes('query Mine') === true, 10_000);
  await page.reload();
  await playground.ready();
  expect(await playground.tabTitles).toEqual(left);

  await page.getByRole('button', { name: 'New tab' }).click();
  await page.getByRole('button', { name: 'Restore examples' }).click();
  expect(await playground.tabTitles).toEqual([...allTitles, '<untitled>']);
  expect((await playground.run()).data?.article).toMatchObject({ content: { __typename: 'PreviewContent' } });
});
