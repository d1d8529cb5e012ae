import { changesAccess, compGrants, type CompGrant } from './comp.rules';

const now = new Date('2026-03-01T12:00:00Z');
const before = new Date('2026-02-01T00:00:00Z');
const soon = new Date('2026-04-01T00:00:00Z');
const later = new Date('2026-06-01T00:00:00Z');

function grant(featureId: string, validFrom: Date, validUntil: Date): CompGrant {
  return { featureId, validFrom, validUntil };
}

test('a new membership begins now and has every feature', () => {
  expect(compGrants([], ['a', 'b'], later, now)).toEqual([grant('a', now, later), grant('b', now, later)]);
});

test('a running one keeps its beginning when its end moves, in either direction', () => {
  expect(compGrants([grant('a', before, soon)], ['a'], later, now)).toEqual([grant('a', before, later)]);
  expect(compGrants([grant('a', before, later)], ['a'], soon, now)).toEqual([grant('a', before, soon)]);
});

test('one that is over begins anew', () => {
  expect(compGrants([grant('a', before, now)], ['a'], later, now)).toEqual([grant('a', now, later)]);
});

test.each([now, before])('an end at %s leaves nothing', (until) => {
  expect(compGrants([grant('a', before, later)], ['a'], until, now)).toEqual([]);
});

test.each([
  ['the same set in another order', [grant('a', before, soon), grant('b', before, soon)], false],
  ['a moved end', [grant('a', before, later), grant('b', before, later)], true],
  ['a feature less', [grant('a', before, soon)], true],
  ['nothing', [], true],
])('%s is noticed as a change or not', (_what, next, changes) => {
  const current = [grant('b', before, soon), grant('a', before, soon)];
  expect(changesAccess(current, next, now)).toBe(changes);
});

test('taking away what is over changes nothing', () => {
  expect(changesAccess([grant('a', before, now)], [], now)).toBe(false);
});
