import { demoPeople } from './people';

const now = new Date('2026-03-02T09:30:00.250Z');
const people = demoPeople(now);

test('the same people come out every time', () => {
  expect(demoPeople(now)).toEqual(people);
});

test('they joined over three years, nobody in the future', () => {
  const ages = people.map(({ joinedAt }) => (now.getTime() - joinedAt.getTime()) / 86_400_000);
  expect(Math.min(...ages)).toBeGreaterThan(0);
  expect(Math.max(...ages)).toBeLessThanOrEqual(3 * 365);
  for (const year of [0, 1, 2]) {
    expect(ages.filter((age) => Math.floor(age / 365) === year).length).toBeGreaterThan(8);
  }
});

test('every state is there, and none but ACTIVE among those on the start page and the authors', () => {
  expect(new Set(people.map(({ status }) => status))).toEqual(
    new Set(['ACTIVE', 'UNVERIFIED', 'SUSPENDED', 'GHOST']),
  );
  expect(people.slice(0, 15).every(({ status }) => status === 'ACTIVE')).toBe(true);
});

test('every author and member of staff says something of themselves', () => {
  const staff = people.filter(({ entry }) => entry.roles.length > 0);
  expect(staff.every(({ bio }) => bio !== null)).toBe(true);
});
