import { daysFrom, hoursFrom, yearAfter } from './dates';

test.each([
  ['2026-03-01T12:00:00.000Z', '2027-03-01T12:00:00.000Z'],
  ['2027-12-31T23:59:59.999Z', '2028-12-31T23:59:59.999Z'],
  ['2028-02-29T08:00:00.000Z', '2029-02-28T08:00:00.000Z'],
])('a year after %s is %s', (from, to) => {
  expect(yearAfter(new Date(from)).toISOString()).toBe(to);
});

test('hours and days go both ways', () => {
  const instant = new Date('2026-03-01T00:00:00Z');
  expect(daysFrom(instant, 2).toISOString()).toBe('2026-03-03T00:00:00.000Z');
  expect(hoursFrom(instant, -23).toISOString()).toBe('2026-02-28T01:00:00.000Z');
});
