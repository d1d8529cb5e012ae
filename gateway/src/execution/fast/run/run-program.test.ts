import { execute } from '../../execute';
import { compiled, fetchNode, HeldSubgraphs, usersNode } from '../fixtures/fast-graph';
import { ProgramRun } from './run-program';

const me = '{"data":{"me":{"__typename":"User","id":"1"}}}';
const friend = '{"data":{"friend":{"__typename":"User","id":"2"}}}';
const asMe = '{ me { __typename id } }';
const asFriend = '{ friend { __typename id } }';

/** Two fetches side by side, each with one of entities after it. */
const twoBranches = compiled('{ me { id name age } friend { id score } }', {
  kind: 'Parallel',
  nodes: [
    {
      kind: 'Sequence',
      nodes: [
        fetchNode('a', asMe),
        usersNode('b', ['me'], '{ name }'),
        usersNode('e', ['me'], '{ age }', 'name'),
      ],
    },
    { kind: 'Sequence', nodes: [fetchNode('c', asFriend), usersNode('d', ['friend'], '{ score }')] },
  ],
});

const errorsOf = (errors: readonly { readonly message: string }[] | undefined) =>
  errors?.map(({ message }) => message);

test('each branch goes on as soon as it can, and what one waits for when the other deviates is not asked for again', async () => {
  const subgraphs = new HeldSubgraphs();
  const executed = execute({ ...twoBranches, subgraphs });
  expect(subgraphs.asked).toEqual(['a', 'c']);
  await subgraphs.sent[0]!.answer('{"data":{"me":{"__typename":"User","id":1}}}');
  // The careful rooms have what was answered, and wait for what was not; they read the number as an ID.
  expect(subgraphs.asked).toEqual(['a', 'c', 'b']);
  await subgraphs.sent[1]!.answer(friend);
  expect(subgraphs.asked).toEqual(['a', 'c', 'b', 'd']);
  await subgraphs.sent[3]!.answer('{"data":{"_entities":[{"score":1.50}]}}');
  await subgraphs.sent[2]!.answer('{"data":{"_entities":[{"name":"Ada"}]}}');
  await subgraphs.sent[4]!.answer('{"data":{"_entities":[{"age":36}]}}');
  const { data, errors } = await executed;
  expect(JSON.parse(data!.text())).toEqual({
    me: { id: '1', name: 'Ada', age: 36 },
    friend: { id: '2', score: 1.5 },
  });
  expect(errors).toBeUndefined();
  expect(subgraphs.asked).toEqual(['a', 'c', 'b', 'd', 'e']);
});

test('what cannot be asked of an unknown entity is left to the careful rooms, and nobody is asked twice', async () => {
  const subgraphs = new HeldSubgraphs();
  const executed = execute({ ...twoBranches, subgraphs });
  await subgraphs.sent[0]!.answer(me);
  // Who does not know the user says no name, which is required for the age; the other branch goes on in the same turn.
  await Promise.all([
    subgraphs.sent[2]!.answer('{"data":{"_entities":[null]}}'),
    subgraphs.sent[1]!.answer(friend),
  ]);
  await subgraphs.sent[3]!.answer('{"data":{"_entities":[{"score":1}]}}');
  const { data, errors } = await executed;
  expect(JSON.parse(data!.text())).toEqual({
    me: { id: '1', name: null, age: null },
    friend: { id: '2', score: 1 },
  });
  expect(errors).toBeUndefined();
  expect(subgraphs.asked).toEqual(['a', 'c', 'b', 'd']);
});

test('keys are sent as they are, however a subgraph wrote them, and each entity once', async () => {
  const subgraphs = new HeldSubgraphs();
  const nodes = [fetchNode('a', '{ users { __typename id } }'), usersNode('b', ['users'], '{ name }')];
  const executed = execute({ ...compiled('{ users { name } }', { kind: 'Sequence', nodes }), subgraphs });
  const user = (id: string) => `{"__typename":"User","id":${id}}`;
  const ids = ['"a/é"', '"a\\/é"', '"\\u0061/\\u00e9"', '"a/\\u00E9"'];
  await subgraphs.sent[0]!.answer(`{"data":{"users":[${ids.map(user).join()}]}}`);
  expect(subgraphs.sent[1]!.representations).toEqual([{ __typename: 'User', id: 'a/é' }]);
  expect(subgraphs.sent[1]!.request.body.toString()).toContain('{"__typename":"User","id":"a/é"}');
  await subgraphs.sent[1]!.answer('{"data":{"_entities":[{"name":"Ada"}]}}');
  const { data } = await executed;
  expect(data).toBeInstanceOf(ProgramRun);
  expect(JSON.parse(data!.text())).toEqual({ users: ids.map(() => ({ name: 'Ada' })) });
});

test.each([
  ['score', '1.50', '1.5'],
  ['score', '1e2', '100'],
  ['meta', '{"b":1.0,"a":"\\u0041"}', '{"b":1,"a":"A"}'],
  ['tags', '["\\u0041"]', '["A"]'],
])('what is required is sent as JSON.stringify prints it: %s %s', async (key, written, sent) => {
  const subgraphs = new HeldSubgraphs();
  const nodes = [fetchNode('a', `{ me { __typename ${key} } }`), usersNode('b', ['me'], '{ name }', key)];
  const executed = execute({ ...compiled('{ me { name } }', { kind: 'Sequence', nodes }), subgraphs });
  await subgraphs.sent[0]!.answer(`{"data":{"me":{"__typename":"User","${key}":${written}}}}`);
  expect(subgraphs.sent[1]!.request.body.toString()).toContain(`{"__typename":"User","${key}":${sent}}`);
  await subgraphs.sent[1]!.answer('{"data":{"_entities":[{"name":"Ada"}]}}');
  expect((await executed).data).toBeInstanceOf(ProgramRun);
});

test.each([
  ['too few', '[{"name":"a"}]', 1],
  ['none', '[]', 2],
  ['too many', '[{"name":"a"},{"name":"b"},{"name":"c"}]', 0],
])('%s entities are left to the careful rooms', async (_, entities, missing) => {
  const subgraphs = new HeldSubgraphs();
  const nodes = [fetchNode('a', '{ users { __typename id } }'), usersNode('b', ['users'], '{ name }')];
  const executed = execute({ ...compiled('{ users { name } }', { kind: 'Sequence', nodes }), subgraphs });
  await subgraphs.sent[0]!.answer(
    '{"data":{"users":[{"__typename":"User","id":"1"},{"__typename":"User","id":"2"}]}}',
  );
  await subgraphs.sent[1]!.answer(`{"data":{"_entities":${entities}}}`);
  const { data, errors = [] } = await executed;
  expect(data).not.toBeInstanceOf(ProgramRun);
  expect(errors).toHaveLength(missing);
  expect(subgraphs.asked).toEqual(['a', 'b']);
});

test('a mutation whose answer deviates happens once, and so does the one after it', async () => {
  const subgraphs = new HeldSubgraphs();
  const nodes = [fetchNode('a', 'mutation { bump }'), fetchNode('b', 'mutation { add }')];
  const executed = execute({ ...compiled('mutation { bump add }', { kind: 'Sequence', nodes }), subgraphs });
  const errors = [{ message: 'Slow.', path: ['bump'], extensions: { code: 'SLOW' } }];
  await subgraphs.sent[0]!.answer(JSON.stringify({ data: { bump: 1 }, errors }));
  await subgraphs.sent[1]!.answer('{ "data": { "add": 2147483648 } }');
  const result = await executed;
  expect(errorsOf(result.errors)?.[0]).toBe('Slow.');
  expect(result.errors).toHaveLength(2);
  expect(JSON.parse(result.data!.text())).toEqual({ bump: 1, add: null });
  expect(subgraphs.asked).toEqual(['a', 'b']);
});
