import { deviation } from '../deviation';
import { Layout, type Row } from '../layout';
import { AskedEntities, type EntityEnd } from './asked-entities';

const place = new Layout('User');
const key = place.reserve();

function endOf(typeName: string, group: number, isNeeded = false): EntityEnd {
  return {
    group,
    identify: (row) => row[key] as string,
    represent: (row) => `{"__typename":"${typeName}","id":${String(row[key])}}`,
    link: { cell: place.reserve(), layout: new Layout(typeName), isNeeded },
  };
}

function rowOf(id: string): Row {
  return Object.assign(place.newRow(), { [key]: `"${id}"` });
}

test('an entity that stands in several objects is asked for once, and is found in all of them', () => {
  const end = endOf('User', 0);
  const rows = ['1', '2', '1'].map(rowOf);
  const asked = new AskedEntities();
  for (const row of rows) asked.add(row, end);
  expect(asked.texts).toEqual(['{"__typename":"User","id":"1"}', '{"__typename":"User","id":"2"}']);
  expect(asked.layouts).toEqual([end.link.layout, end.link.layout]);
  const [one, two]: Row[] = [['one'], ['two']];
  asked.place([one!, two!]);
  expect(rows.map((row) => row[end.link.cell])).toEqual([one, two, one]);
});

test('objects of two types with one key are two entities', () => {
  const [user, film] = [endOf('User', 0), endOf('Film', 1)];
  const asked = new AskedEntities();
  asked.add(rowOf('1'), user);
  asked.add(rowOf('1'), film);
  expect(asked.texts).toEqual(['{"__typename":"User","id":"1"}', '{"__typename":"Film","id":"1"}']);
  expect(asked.layouts).toEqual([user.link.layout, film.link.layout]);
});

test('one entity at two places of one type is asked for once, and is found at both', () => {
  const ends = [endOf('User', 0), endOf('User', 0)];
  const rows = [rowOf('1'), rowOf('1')];
  const asked = new AskedEntities();
  rows.forEach((row, index) => asked.add(row, ends[index]!));
  expect(asked.texts).toHaveLength(1);
  const answer: Row = ['one'];
  asked.place([answer]);
  expect(rows.map((row, index) => row[ends[index]!.link.cell])).toEqual([answer, answer]);
});

test('an object that is reached on two ways is asked for once', () => {
  const end = endOf('User', 0);
  const row = rowOf('1');
  const asked = new AskedEntities();
  asked.add(row, end);
  asked.add(row, end);
  const answer: Row = ['one'];
  asked.place([answer]);
  expect(row[end.link.cell]).toBe(answer);
});

test('an entity that a subgraph does not know is null where nothing must be there, and deviates elsewhere', () => {
  const [end, needed] = [endOf('User', 0), endOf('User', 0, true)];
  const row = rowOf('1');
  const asked = new AskedEntities();
  asked.add(row, end);
  asked.place([null]);
  expect(row[end.link.cell]).toBeNull();
  const others = new AskedEntities();
  others.add(rowOf('1'), needed);
  let thrown: unknown;
  try {
    others.place([null]);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBe(deviation);
});
