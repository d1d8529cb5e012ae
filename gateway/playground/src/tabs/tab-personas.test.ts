import { TabPersonas } from './tab-personas';

/** As much of the browser's storage as is used. */
function memory(): Storage {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  } as unknown as Storage;
}

const persona = (name: string) => ({ name, about: '', variables: {} });
const examples = [
  { title: 'Member', query: '{ a }', variables: '', persona: 'Milo' },
  { title: 'Guest', query: '{ a }', variables: '' },
];
const start = (storage = memory()) => new TabPersonas([persona('Milo'), persona('Ada')], examples, storage);

test('an example runs as the persona it names, until another one is chosen for it', () => {
  const personas = start();
  expect([personas.of('example:Member'), personas.of('example:Guest')]).toEqual(['Milo', 'Guest']);
  personas.choose('example:Member', 'Ada');
  expect([personas.of('example:Member'), personas.of('example:Guest')]).toEqual(['Ada', 'Guest']);
  personas.restore();
  expect(personas.of('example:Member')).toBe('Milo');
});

test('a new tab goes on as the tab before it; one that was there keeps its own', () => {
  const personas = start();
  personas.inherit('own', 'example:Member');
  expect(personas.of('own')).toBe('Milo');
  personas.inherit('own', 'example:Guest');
  expect(personas.of('own')).toBe('Milo');
  personas.inherit('example:Guest', 'own');
  expect(personas.of('example:Guest')).toBe('Guest');
});

test('the choice is there on the next visit, unless the persona is gone', () => {
  const storage = memory();
  start(storage).choose('own', 'Ada');
  expect(start(storage).of('own')).toBe('Ada');
  expect(new TabPersonas([], examples, storage).of('own')).toBe('Guest');
  storage.setItem('nutgraf-playground:personas', '{broken');
  expect(start(storage).of('own')).toBe('Guest');
});
