import { isSpent, requestHash } from './idempotency.rules';

const now = new Date('2026-03-02T12:00:00.000Z');

test.each([
  ['2026-03-02T12:00:00.000Z', false],
  ['2026-03-01T12:00:00.001Z', false],
  ['2026-03-01T12:00:00.000Z', true],
])('a key used at %s may be used anew a day later: %s', (usedAt, spent) => {
  expect(isSpent(new Date(usedAt), now)).toBe(spent);
});

test('requests are told apart by all that is in them', () => {
  const input = { accountId: 'acc_1', until: now };
  expect(requestHash(['comp', input])).toBe(requestHash(['comp', { ...input }]));
  expect(requestHash(['comp', input])).not.toBe(requestHash(['other', input]));
  expect(requestHash(['comp', input])).not.toBe(requestHash(['comp', { ...input, until: new Date(0) }]));
});
