import { setImmediate } from 'node:timers/promises';
import { deadlineExceeded, timedOut } from '../upstream/upstream-error';
import { CachedWords } from './fixtures/cached-words';

/** A process that has asked for these words once, and been told them in capitals. */
async function warm(names: string[], cacheControl?: string): Promise<CachedWords> {
  const words = new CachedWords();
  const { outcome } = words.ask(...names);
  await words.answer(0, names.join(' ').toUpperCase(), cacheControl);
  await outcome;
  return words;
}

test('what is known is not asked for again, and what is not is asked for alone', async () => {
  const words = await warm(['a', 'b']);
  expect(await words.ask('b', 'a').outcome).toBe('B A');
  const { outcome, facts } = words.ask('a', 'c', 'b');
  await words.answer(1, 'C');
  expect(await outcome).toBe('A C B');
  expect(words.asked).toEqual(['a b', 'c']);
  expect(facts[0]!.types.get('Word')).toEqual({ hits: 2, stale: 0, misses: 1, private: 0, bytes: 2 });
});

test('what stands twice in a fetch is asked for once', async () => {
  const words = new CachedWords();
  const { outcome } = words.ask('a', 'b', 'a');
  await words.answer(0, 'A B');
  expect(await outcome).toBe('A B A');
  expect(words.asked).toEqual(['a b']);
});

test('500 who ask at once make one request', async () => {
  const words = new CachedWords();
  const all = Array.from({ length: 500 }, () => words.ask('hot'));
  await words.answer(0, 'HOT');
  expect(new Set(await Promise.all(all.map(({ outcome }) => outcome)))).toEqual(new Set(['HOT']));
  expect(words.asked).toEqual(['hot']);
});

test('who comes while an answer is on its way to the store finds it there', async () => {
  const words = new CachedWords();
  const store = words.store.store.bind(words.store);
  let arrive = () => undefined as void;
  const onItsWay = new Promise<void>((resolve) => (arrive = resolve));
  words.store.store = (entries) => onItsWay.then(() => store(entries));
  const first = words.ask('a');
  await words.answer(0, 'A');
  expect(await first.outcome).toBe('A');
  const late = [words.ask('a'), words.ask('a')];
  await setImmediate();
  arrive();
  expect(await Promise.all(late.map(({ outcome }) => outcome))).toEqual(['A', 'A']);
  expect(words.asked).toEqual(['a']);
});

test('who asks for more than is under way asks for the rest', async () => {
  const words = new CachedWords();
  const first = words.ask('a', 'b');
  await setImmediate();
  const second = words.ask('b', 'c');
  await words.answer(1, 'C');
  await words.answer(0, 'A B');
  expect(await Promise.all([first.outcome, second.outcome])).toEqual(['A B', 'B C']);
  expect(words.asked).toEqual(['a b', 'c']);
});

test('who came after a write does not get what was asked for before it', async () => {
  const words = new CachedWords();
  const before = words.ask('a');
  await setImmediate();
  await words.store.raise(['/words/a']);
  const [after, later] = [words.ask('a'), words.ask('a')];
  await words.answer(0, 'old');
  await words.answer(1, 'new');
  expect(await Promise.all([before.outcome, after.outcome, later.outcome])).toEqual(['old', 'new', 'new']);
  expect(words.asked).toEqual(['a', 'a']);
  expect(await words.ask('a').outcome).toBe('new');
});

test('what was kept before a write is asked for anew, and nothing else', async () => {
  const words = await warm(['a', 'b']);
  await words.store.raise(['/words/b']);
  const { outcome } = words.ask('a', 'b');
  await words.answer(1, 'new');
  expect(await outcome).toBe('A new');
  expect(words.asked).toEqual(['a b', 'b']);
});

test('an answer that is not to be kept is for who asked: the others ask at once, and wait no more', async () => {
  const words = new CachedWords();
  const [first, second] = [words.ask('mine'), words.ask('mine')];
  await words.answer(0, '1', 'no-store');
  await words.answer(1, '2', 'no-store');
  expect(await Promise.all([first.outcome, second.outcome])).toEqual(['1', '2']);
  const [third, fourth] = [words.ask('mine'), words.ask('mine')];
  await words.answer(3, '4', 'no-store');
  await words.answer(2, '3', 'no-store');
  expect(await Promise.all([third.outcome, fourth.outcome])).toEqual(['3', '4']);
  expect(third.facts[0]!.types.get('Word')).toMatchObject({ private: 1 });
});

test('what was not to be kept a moment ago is not looked for, and is looked for again after a while', async () => {
  const words = await warm(['mine'], 'no-store');
  const { lookups } = words.store;
  const { outcome, facts } = words.ask('mine');
  await words.answer(1, 'MINE', 'no-store');
  expect(await outcome).toBe('MINE');
  expect(words.store.lookups).toBe(lookups);
  expect(facts[0]!.types.get('Word')).toMatchObject({ misses: 1, private: 1 });
  words.store.nowMs += 5_001;
  const { outcome: later } = words.ask('mine');
  await words.answer(2, 'OURS');
  await later;
  expect(await words.ask('mine').outcome).toBe('OURS');
  expect(words.asked).toHaveLength(3);
});

test('a subgraph that fails fails for all who wait', async () => {
  const words = new CachedWords();
  const all = [words.ask('a'), words.ask('a')];
  await words.answer(0, timedOut('words'));
  const code = timedOut('words').code;
  expect(await Promise.all(all.map(({ outcome }) => outcome))).toEqual([code, code]);
  expect(words.asked).toEqual(['a']);
});

test.each(['left', 'deadline'])(
  'what ends with one client (%s) is asked again for the others',
  async (why) => {
    const words = new CachedWords();
    const [first, second] = [words.ask('a'), words.ask('a')];
    await setImmediate();
    if (why === 'left') first.leave();
    await words.answer(0, why === 'left' ? timedOut('words') : deadlineExceeded('words'));
    await words.answer(1, 'A');
    expect(await second.outcome).toBe('A');
  },
);

test('who has less time than those who asked before does not wait for them', async () => {
  const words = new CachedWords();
  const first = words.ask('a');
  await setImmediate();
  expect(await words.askWithin(1, 'a').outcome).toBe('DEADLINE_EXCEEDED');
  await words.answer(0, 'A');
  expect(await first.outcome).toBe('A');
});

test('what is stale may be used while it is fetched again, once', async () => {
  const words = await warm(['a'], 'max-age=10, stale-while-revalidate=5');
  words.store.nowMs = 12_000;
  const [first, second] = [words.ask('a'), words.ask('a')];
  expect(await Promise.all([first.outcome, second.outcome])).toEqual(['A', 'A']);
  expect(first.facts[0]!.types.get('Word')).toMatchObject({ hits: 1, stale: 1 });
  await words.answer(1, 'new');
  expect(await words.ask('a').outcome).toBe('new');
  expect(words.asked).toEqual(['a', 'a']);
});

test.each(['timed out', 'broken'])('what is stale may be used when the subgraph is %s', async (how) => {
  const words = await warm(['a'], 'max-age=10, stale-if-error=5');
  words.store.nowMs = 14_999;
  const { outcome } = words.ask('a');
  await words.answer(1, how === 'broken' ? 'broken' : timedOut('words'));
  expect(await outcome).toBe('A');
});

test.each(['stale-while-revalidate', 'stale-if-error'])(
  'what was written since is never used, whatever %s says',
  async (directive) => {
    const words = await warm(['a'], `max-age=10, ${directive}=60`);
    words.store.nowMs = 12_000;
    await words.store.raise(['/words/a']);
    const { outcome } = words.ask('a');
    await words.answer(1, timedOut('words'));
    expect(await outcome).toBe(timedOut('words').code);
  },
);

test('an answer with something wrong in it is told together with what is known, and not kept', async () => {
  const words = await warm(['a']);
  const { outcome } = words.ask('a', 'b');
  await words.answer(1, 'faulty');
  expect(await outcome).toBe('A faulty');
  const { outcome: again } = words.ask('b');
  await words.answer(2, 'B');
  expect(await again).toBe('B');
});

test('without the store all is asked for, as it was', async () => {
  const words = await warm(['a']);
  words.store.isAway = true;
  const { outcome, facts } = words.ask('a', 'b');
  await words.answer(1, 'A2 B2');
  expect(await outcome).toBe('A2 B2');
  expect(words.asked).toEqual(['a', 'a b']);
  expect(facts[0]).toMatchObject({ isWithoutCache: true });
});
