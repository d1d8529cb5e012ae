import { combined, perRequest, readProcessorTime, total } from './processor-time';

const pids = { front: 1, users: 2, content: 3, billing: 4, postgres: 5, redis: 6 };

test('a request is charged its share of what every part used meanwhile, and nothing of before', () => {
  const before = readProcessorTime(pids, (pid) => pid * 1_000);
  const after = readProcessorTime(pids, (pid) => pid * 1_000 + pid * 10);
  const cost = perRequest(before, after, 10);
  expect(cost).toEqual({ front: 1, users: 2, content: 3, billing: 4, postgres: 5, redis: 6 });
  expect(total(cost)).toBe(21);
});

test('many become one part by part', () => {
  const one = readProcessorTime(pids, (pid) => pid);
  const other = readProcessorTime(pids, (pid) => 3 * pid);
  expect(combined([one, other], (values) => Math.max(...values)).postgres).toBe(15);
});
