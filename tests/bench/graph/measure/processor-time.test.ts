import { combined, perRequest, readProcessorTime, total } from './processor-time';

const pids = { front: 1, users: 2, content: 3, billing: 4, postgres: 5, redis: 6 };

/** Each part is one process, that has used so many milliseconds for its number. */
const used = (ms: number) => readProcessorTime(pids, (pid) => new Map([[pid, pid * ms]]));

test('a request is charged its share of what every part used meanwhile, and nothing of before', () => {
  const cost = perRequest(used(1_000), used(1_010), 10);
  expect(cost).toEqual({ front: 1, users: 2, content: 3, billing: 4, postgres: 5, redis: 6 });
  expect(total(cost)).toBe(21);
});

test('a process that began meanwhile counts whole, and one that has ended takes nothing back', () => {
  const before = readProcessorTime(
    pids,
    () =>
      new Map([
        [10, 500],
        [11, 1_000],
      ]),
  );
  const after = readProcessorTime(
    pids,
    () =>
      new Map([
        [10, 600],
        [12, 50],
      ]),
  );
  expect(perRequest(before, after, 10).postgres).toBe(15);
});

test('many become one part by part', () => {
  const [one, other] = [perRequest(used(0), used(1), 1), perRequest(used(0), used(3), 1)];
  expect(combined([one, other], (values) => Math.max(...values)).postgres).toBe(15);
});
