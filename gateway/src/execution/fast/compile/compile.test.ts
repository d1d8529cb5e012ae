import { type PlanNode } from '../../../plan/query-plan';
import { fetchNode, fixture, usersNode } from '../fixtures/fast-graph';
import { compile } from './compile';
import { NotCompiled } from './not-compiled';

const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'Sequence', nodes });
const me = fetchNode('a', '{ me { __typename id } }');

test.each<[string, string, PlanNode | null]>([
  ['It asks for the schema.', '{ __schema { queryType { name } } }', null],
  ['There is no subscription type.', 'subscription { x }', null],
  ['Nobody answers "me".', '{ me { id } }', fetchNode('a', '{ count }')],
  ['A fetch is out of the ordinary.', '{ count }', fetchNode('a', '{ count }', { path: [{ kind: 'list' }] })],
  [
    'A fetch is out of the ordinary.',
    '{ count }',
    fetchNode('a', '{ count }', { renames: [{ path: [], to: 'x' }] }),
  ],
  [
    'Several answers hold "count".',
    '{ count }',
    sequence(fetchNode('a', '{ count }'), fetchNode('b', '{ count }')),
  ],
  ['Several answers hold "me".', '{ me { id } }', sequence(me, fetchNode('b', '{ me { id } }'))],
  ['Several answers hold "id".', '{ me { id } }', sequence(me, usersNode('b', ['me'], '{ id }'))],
  [
    'What is required, "name", is not there.',
    '{ me { age } }',
    sequence(me, usersNode('b', ['me'], '{ age }', 'name')),
  ],
  [
    'A type is not asked for.',
    '{ me { name } }',
    sequence(fetchNode('a', '{ me { id } }'), usersNode('b', ['me'], '{ name }')),
  ],
  [
    'The types of Node are not asked for.',
    '{ node { ... on User { id } } }',
    fetchNode('a', '{ node { ... on User { id } } }'),
  ],
  ['The subgraph does not know the types of Node.', '{ node { id } }', fetchNode('io', '{ node { id } }')],
])('%s Then there is no fast path: %s', (reason, query, node) => {
  const program = compile(fixture(query, node));
  expect(program).toBeInstanceOf(NotCompiled);
  expect(program).toHaveProperty('message', reason);
});

test.each<[string, PlanNode | null]>([
  ['{ __typename }', null],
  ['{ count }', fetchNode('a', '{ count }')],
  ['{ node { id } }', fetchNode('a', '{ node { id } }')],
  ['{ any { ... on User { id } } }', fetchNode('a', '{ any { __typename ... on User { id } } }')],
  ['{ me { id name } }', sequence(me, usersNode('b', ['me'], '{ name }'))],
])('there is one for %s', (query, node) => {
  expect(compile(fixture(query, node))).not.toBeInstanceOf(NotCompiled);
});
