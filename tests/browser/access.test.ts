import { type Browser, type Page } from 'playwright-core';
import { startChromium } from '../support/chromium';
import { isOperation, PlaygroundPage } from '../support/playground-page';
import { playgroundSettings, titles } from '../support/playground-settings';
import { TestGraph } from '../support/test-graph';

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

const open = (options = {}) => PlaygroundPage.open(browser, graph.url, options);

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

/** What the keyboard reaches, as screen readers are told of it. */
async function controlsOf(page: Page): Promise<readonly { readonly role: string; readonly name: string }[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
  await devtools.detach();
  return nodes
    .filter(
      ({ ignored, properties = [] }) =>
        !ignored && properties.some(({ name, value }) => name === 'focusable' && value.value),
    )
    .map(({ role, name }) => ({ role: role?.value ?? '', name: name?.value ?? '' }));
}

test('every control has a name', async () => {
  await using playground = await open();
  await playground.run();
  const { page } = playground;
  for (const plugin of [undefined, 'Documentation Explorer', 'History', 'GraphiQL Explorer']) {
    if (plugin) await page.getByRole('button', { name: `Show ${plugin}` }).click();
    const controls = await controlsOf(page);
    expect(controls.length).toBeGreaterThan(20);
    expect([plugin, controls.filter(({ name }) => name.trim() === '')]).toEqual([plugin, []]);
  }
});

test('the keyboard reaches the persona switch first of all, and runs operations from the editor', async () => {
  await using playground = await open();
  const { page, personaSwitch } = playground;
  await page.keyboard.press('Tab');
  const focused = (what: string) =>
    page.evaluate<string>(`(() => {
    const element = document.activeElement;
    return ${what};
  })()`);
  expect(await focused('element.labels[0].innerText')).toBe('Run as');
  expect(await focused('getComputedStyle(element).outlineStyle')).toBe('solid');
  await page.keyboard.type('Milo');
  expect(await personaSwitch.inputValue()).toBe('Milo Member');
  await page.getByRole('status').getByText('This tab runs as Milo Member.').waitFor();

  await page.locator('.graphiql-query-editor .monaco-editor').click();
  const { data } = await playground.run(() => page.keyboard.press('ControlOrMeta+Enter'));
  expect(data?.article).toMatchObject({ content: { __typename: 'FullContent' } });
});

test('Ctrl-Enter runs the open tab once, wherever the focus is, and not from behind a dialog', async () => {
  await using playground = await open();
  const { page, personaSwitch, runButton } = playground;
  let runs = 0;
  page.on('request', (request) => (runs += isOperation(request) ? 1 : 0));
  const ways = [
    () => Promise.resolve(),
    () => personaSwitch.focus(),
    () => runButton.focus(),
    () => page.locator('.graphiql-query-editor .monaco-editor').click(),
  ];
  for (const [index, focus] of ways.entries()) {
    await focus();
    const { data } = await playground.run(() => page.keyboard.press('ControlOrMeta+Enter'));
    expect([index, data?.article]).toMatchObject([index, { content: { __typename: 'PreviewContent' } }]);
  }
  await page.getByRole('button', { name: 'Open short keys dialog' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await playground.run();
  expect(runs).toBe(ways.length + 1);
});

test.each([
  ['on a narrow window', { width: 400, height: 800 }],
  ['at 200 %', { width: 640, height: 400 }],
])('%s nothing is cut off, and operations run', async (_, viewport) => {
  await using playground = await open({ viewport });
  expect((await playground.run()).errors).toBeUndefined();
  const { page } = playground;
  await page.locator('.plan-body').scrollIntoViewIfNeeded();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(viewport.width);
  for (const control of [playground.personaSwitch, playground.runButton, page.locator('.plan-head')]) {
    await control.scrollIntoViewIfNeeded();
    const box = await control.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= viewport.width).toBe(true);
  }
});

test.each(['light', 'dark'] as const)('looks well in %s', async (colorScheme) => {
  await using playground = await open({ colorScheme });
  await playground.openTab(titles.member);
  await playground.run();
  const { page } = playground;
  await page.locator('.requests-bar').first().waitFor();
  const suffix = colorScheme === 'light' ? '' : '-dark';
  const path = `${__dirname}/../output/playground${suffix}.png`;
  expect((await page.screenshot({ path, animations: 'disabled' })).length).toBeGreaterThan(20_000);
  const paper = await page.evaluate<string>(
    `getComputedStyle(document.querySelector('.bar')).backgroundColor`,
  );
  expect(paper).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(29, 32, 39)');
});
