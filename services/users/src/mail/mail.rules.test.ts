import { giveUpAfterMs, nextTry } from './mail.rules';

const requestedAt = new Date('2026-03-02T09:30:00Z');
const secondsUntilNext = (attempts: number, now = requestedAt) => {
  const next = nextTry({ requestedAt, attempts }, now);
  return next && (next.getTime() - now.getTime()) / 1000;
};

test('tries come less and less often, at least once an hour', () => {
  expect([0, 1, 2, 3, 9, 10, 2_000].map((attempts) => secondsUntilNext(attempts))).toEqual([
    5, 10, 20, 40, 2_560, 3_600, 3_600,
  ]);
});

test('after three days a mail is given up', () => {
  const end = requestedAt.getTime() + giveUpAfterMs;
  expect(secondsUntilNext(80, new Date(end - 1))).toBe(3_600);
  expect(secondsUntilNext(80, new Date(end))).toBeNull();
});
