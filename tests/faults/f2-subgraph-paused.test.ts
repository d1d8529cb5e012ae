import { DoomedBilling, isWell, isWithoutBadges, readPage, type Page } from '../support/doomed-billing';
import { latencies, Load } from '../support/load';
import { until } from '../support/until';

jest.setTimeout(180_000);

/** `FAULT_SECONDS` makes it the long form, at `FAULT_RATE` pages a second, which prints latencies. */
const seconds = Number(process.env.FAULT_SECONDS ?? 0);
const isLong = seconds > 0;
const rate = isLong ? Number(process.env.FAULT_RATE ?? 100) : 25;

const timeoutMs = 400;

let graph: DoomedBilling;
beforeAll(async () => {
  graph = await DoomedBilling.start();
});
afterEach(() => graph.billing.resume());
afterAll(() => graph[Symbol.asyncDispose]());

test('F2: billing paused: five fetches time out, then nothing is sent to it', async () => {
  const url = await graph.gateway(timeoutMs, { breaker: { probeAfterMs: 3_600_000 } });
  expect(isWell(await readPage(url))).toBe(true);
  graph.billing.pause();
  const read = async (count: number): Promise<string[]> => {
    const codes: string[] = [];
    for (let asked = 0; asked < count; asked += 1) {
      const page = await readPage(url);
      expect([page.isWhole, page.badges.every((badge) => badge === null)]).toEqual([true, true]);
      codes.push(...new Set(page.errors.map(({ code }) => code)));
    }
    return codes;
  };
  // A page asks billing once: for all its badges.
  expect(await read(5)).toEqual(Array(5).fill('SUBREQUEST_TIMEOUT'));
  const { used } = graph.proxy;
  expect(await read(50)).toEqual(Array(50).fill('SUBGRAPH_UNAVAILABLE'));
  expect(graph.proxy.used).toBe(used);
});

test('F2: billing paused under load: pages come without badges, none waits for longer than billing may take, and it is well within 2 s', async () => {
  const url = await graph.gateway(timeoutMs);
  const pages = new Load<Page>(rate, () => readPage(url));
  const lost = ['SUBREQUEST_TIMEOUT', 'SUBGRAPH_UNAVAILABLE'];
  let paused = 0;
  let resumed: number;
  try {
    await until(
      () => Promise.resolve(pages.count(0, isWell)),
      (count) => count >= 20 + (isLong ? (seconds / 3) * rate : 0),
      seconds * 1_000 + 20_000,
    );
    const { used } = graph.proxy;
    graph.billing.pause();
    paused = pages.samples.length;
    const unavailable = () =>
      Promise.resolve(pages.count(paused, (page) => isWithoutBadges(page, ['SUBGRAPH_UNAVAILABLE'])));
    await until(
      unavailable,
      (count) => count >= (isLong ? (seconds / 3) * rate : 50),
      seconds * 1_000 + 20_000,
    );
    // What was under way when it was paused, five to find out, and probes; not one for each page.
    expect(graph.proxy.used - used).toBeLessThan(pages.samples.length - paused);
    resumed = pages.samples.length;
    graph.billing.resume();
    await until(() => readPage(url), isWell, 2_000);
  } finally {
    await pages.stop();
  }
  const wrong = pages.samples.filter(
    ({ result }) => result instanceof Error || !(isWell(result) || isWithoutBadges(result, lost)),
  );
  expect(wrong).toEqual([]);
  // Without an end to waiting all pages of the pause would wait together.
  expect(pages.mostUnderWay).toBeLessThan(rate * 2);
  if (!isLong) return;
  const phases = { before: [0, paused], paused: [paused, resumed], after: [resumed] } as const;
  for (const [phase, [from, to]] of Object.entries(phases))
    process.stdout.write(`F2 ${phase}: ${latencies(pages.samples.slice(from, to))}\n`);
});
