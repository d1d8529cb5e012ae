import { type EntityFetchNode, type EntitySelection, type FieldTree } from '../../plan/query-plan';
import { alone } from './alone';

const selection = (key: string): EntitySelection => ({
  key,
  variable: `reps${key}`,
  paths: [],
  requires: [],
  fields: new Map<string, FieldTree>(),
  renames: [],
});

const node: EntityFetchNode = {
  kind: 'EntityFetch',
  subgraph: 'a',
  operationKind: 'query',
  operationName: 'Q',
  operation: `
    query Q($reps_e0: [_Any!]!, $reps_e1: [_Any!]!, $x: Int = 1, $y: Int) {
      _e0: _entities(representations: $reps_e0) { ...Zero }
      _e1: _entities(representations: $reps_e1) { ...One }
    }
    fragment Zero on A { a(x: $x) }
    fragment One on B { b(y: $y) ...Inner }
    fragment Inner on B { c }`,
  variables: [
    { name: 'x', source: 'x' },
    { name: 'y', source: 'why' },
  ],
  selections: [selection('_e0'), selection('_e1')],
};

test.each([
  ['_e0', 'query Q($reps_e0: [_Any!]!, $x: Int = 1)', /_e1|One|Inner|\$y/, ['x']],
  ['_e1', 'query Q($reps_e1: [_Any!]!, $y: Int)', /_e0|Zero|\$x/, ['y']],
])('%s is asked alone with its own variables and fragments', (key, head, others, variables) => {
  const single = alone(selection(key), node);
  expect(single.operation).toContain(head);
  expect(single.operation).not.toMatch(others);
  expect(single.variables.map(({ name }) => name)).toEqual(variables);
  expect(single.selections).toEqual([selection(key)]);
});
