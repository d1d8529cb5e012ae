import { nextPause } from './backoff';

test('doubles from 250 ms to 10 s', () => {
  const pauses = [0];
  while (pauses.length < 10) pauses.push(nextPause(pauses.at(-1) ?? 0, 100));
  expect(pauses.slice(1)).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
});

test('begins anew after 30 s of service', () => {
  expect(nextPause(8000, 29_999)).toBe(10_000);
  expect(nextPause(8000, 30_000)).toBe(250);
});
