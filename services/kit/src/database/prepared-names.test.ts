import { isOutdatedPlan, PreparedNames } from './prepared-names';

test('a statement has a name from the second time on, always the same', () => {
  const names = new PreparedNames();
  expect(names.nameOf('SELECT 1')).toBeUndefined();
  expect(names.nameOf('SELECT 2')).toBeUndefined();
  const name = names.nameOf('SELECT 1');
  expect(name).toEqual(expect.any(String));
  expect(names.nameOf('SELECT 1')).toBe(name);
  expect(names.nameOf('SELECT 2')).not.toBe(name);
});

test('there are never more than a hundred names, and those that there are stay', () => {
  const names = new PreparedNames();
  const given = new Set<string | undefined>();
  for (let pageSize = 0; pageSize < 200; pageSize++) {
    names.nameOf(`SELECT ${pageSize}`);
    given.add(names.nameOf(`SELECT ${pageSize}`));
  }
  given.delete(undefined);
  expect(given.size).toBe(100);
  expect(given).toContain(names.nameOf('SELECT 0'));
  expect(names.nameOf('SELECT 199')).toBeUndefined();
});

test('a statement whose plan is outdated gets another name', () => {
  const names = new PreparedNames();
  const name = names.renew('SELECT 1');
  expect(names.renew('SELECT 1')).not.toBe(name);
  expect(isOutdatedPlan({ code: '0A000', message: 'cached plan must not change result type' })).toBe(true);
  expect(isOutdatedPlan({ code: '0A000', message: 'something else is not supported' })).toBe(false);
  expect(isOutdatedPlan(new Error('cached plan must not change result type'))).toBe(false);
});
