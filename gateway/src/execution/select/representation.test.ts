import { buildSchema } from 'graphql';
import { type RequiredEntity } from '../../plan/query-plan';
import { FaultBook, Faults } from '../faults/faults';
import { buildRepresentation } from './representation';

const schema = buildSchema(`
  interface Node { id: ID }
  type Admin implements Node { id: ID }
  type Regular implements Node { id: ID }
  type Query { node: Node }`);
const scope = { schema, faults: new FaultBook() };

const entity = (typeCondition: string, more: Partial<RequiredEntity> = {}): RequiredEntity => ({
  kind: 'fragment',
  typeCondition,
  selections: ['__typename', 'id'].map((key) => ({ kind: 'field', key, as: key, selections: [] })),
  ...more,
});

const build = (object: Record<string, unknown>, ...requires: RequiredEntity[]) =>
  buildRepresentation({ object, faults: Faults.none }, requires, scope);

test('an object that matches no fragment is not asked for', () => {
  expect(build({ __typename: 'Regular', id: 1 }, entity('Admin')).kind).toBe('unmatched');
});

test('an interface object is known whatever its type, by the name of the interface', () => {
  const requires = entity('Admin', { interfaceObject: 'Node' });
  for (const name of ['Admin', 'Regular']) {
    expect(build({ __typename: name, id: 1 }, requires)).toEqual({
      kind: 'ready',
      value: { __typename: 'Node', id: 1 },
    });
  }
});

test('a null is sent, an absent field is not known', () => {
  expect(build({ __typename: 'Admin', id: null }, entity('Node'))).toMatchObject({ value: { id: null } });
  expect(build({ __typename: 'Admin' }, entity('Node')).kind).toBe('lacking');
});

test('a number that JSON cannot say is not sent as null', () => {
  expect(build({ __typename: 'Admin', id: Infinity }, entity('Node')).kind).toBe('lacking');
});
