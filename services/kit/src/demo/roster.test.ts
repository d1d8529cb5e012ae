import { largestDemoScale } from './largest-scale';
import { personas } from './personas';
import { roster, rosterOf } from './roster';

const everyone = Array.from({ length: largestDemoScale }, (_, copy) => rosterOf(copy)).flat();

test('nobody has the id, the handle, the address or the name of someone else, at the largest scale', () => {
  for (const key of ['accountId', 'userId', 'handle', 'email', 'displayName'] as const) {
    expect(new Set(everyone.map((person) => person[key])).size).toBe(roster.length * largestDemoScale);
  }
  expect(everyone.every(({ handle }) => /^[a-z][a-z-]{1,38}$/.test(handle))).toBe(true);
});

test('the personas are there once, and authors in every copy', () => {
  expect(rosterOf(0)).toBe(roster);
  expect(everyone.flatMap(({ persona }) => persona ?? [])).toEqual(personas.map(({ key }) => key));
  for (const copy of [1, 2, 999]) {
    expect(rosterOf(copy).filter(({ roles }) => roles.includes('AUTHOR'))).toHaveLength(6);
    expect(rosterOf(copy)).toHaveLength(roster.length);
  }
});
