import { exampleOf, tabOf, titleOf } from './example-tabs';

const asGuest = { title: 'As a guest', query: 'query Page { a }', variables: '' };
const asMember = { title: 'As a member', query: 'query Page { a }', variables: '', persona: 'Milo' };
const examples = [asGuest, asMember];

test('tabs of examples are known again, and differ even where their operations do not', () => {
  const [first, second] = [tabOf(asGuest), tabOf(asMember)];
  expect([exampleOf(first, examples), exampleOf(second, examples)]).toEqual(examples);
  expect(first.query).toBe('# As a guest\nquery Page { a }');
  expect(first.query).not.toBe(second.query);
  expect(exampleOf({ id: 'own' }, examples)).toBeUndefined();
});

test('a tab keeps the title of its example until it holds another operation', () => {
  const tab = { ...tabOf(asMember), title: 'Page', operationName: 'Page' };
  expect(titleOf(tab, examples)).toBe('As a member');
  expect(titleOf({ ...tab, operationName: null }, examples)).toBe('As a member');
  expect(titleOf({ ...tab, title: 'Other', operationName: 'Other' }, examples)).toBe('Other');
  expect(titleOf({ ...tab, id: 'own', title: '<untitled>' }, examples)).toBe('<untitled>');
});
