import { buildSchema } from 'graphql';
import { type FieldTree } from '../../plan/query-plan';
import { newObject } from '../data';
import { merge } from './merge';

const schema = buildSchema(
  'interface Node { id: ID } type User implements Node { id: ID } type Query { node: Node }',
);
const leaf: FieldTree = new Map<string, FieldTree>();
const tree = (...entries: [string, FieldTree][]): FieldTree => new Map(entries);

function merged(fields: FieldTree, ...sources: Record<string, unknown>[]): unknown {
  const target = newObject();
  for (const source of sources) merge(target, source, fields, schema);
  return { ...target };
}

test('null never replaces a value, a value replaces null', () => {
  const fields = tree(['a', leaf], ['b', tree(['c', leaf])]);
  expect(merged(fields, { a: 1, b: { c: 2 } }, { a: null, b: null })).toEqual({ a: 1, b: { c: 2 } });
  expect(merged(fields, { a: null, b: null }, { a: 1, b: { c: 2 } })).toEqual({ a: 1, b: { c: 2 } });
});

test('objects deeply, lists by index, leaves whole', () => {
  const fields = tree(['list', tree(['a', leaf], ['b', leaf])], ['json', leaf]);
  const sources = [
    { list: [{ a: 1 }, null, [{ a: 3 }]], json: { x: 1 } },
    { list: [{ b: 1 }, { b: 2 }, [{ b: 3 }]], json: { y: 2 } },
  ];
  expect(merged(fields, ...sources)).toEqual({
    list: [{ a: 1, b: 1 }, { b: 2 }, [{ a: 3, b: 3 }]],
    json: { y: 2 },
  });
});

test('the name of an interface never replaces that of an object type', () => {
  const fields = tree(['__typename', leaf]);
  expect(merged(fields, { __typename: 'User' }, { __typename: 'Node' })).toEqual({ __typename: 'User' });
  expect(merged(fields, { __typename: 'Node' }, { __typename: 'User' })).toEqual({ __typename: 'User' });
});

test('only what was asked for', () => {
  expect(merged(tree(['a', leaf]), { a: 1, b: 2 })).toEqual({ a: 1 });
});
