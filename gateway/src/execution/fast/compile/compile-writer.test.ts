import { execute } from '../../execute';
import { compiled, fetchNode, HeldSubgraphs, usersNode } from '../fixtures/fast-graph';
import { ProgramRun } from '../run/run-program';

/** What the client gets of answers that come one after the other. */
async function written(args: ReturnType<typeof compiled>, answers: readonly unknown[]): Promise<string> {
  const subgraphs = new HeldSubgraphs();
  const executed = execute({ ...args, subgraphs });
  for (const [index, data] of answers.entries())
    await subgraphs.sent[index]!.answer(JSON.stringify({ data }));
  const { data } = await executed;
  expect(data).toBeInstanceOf(ProgramRun);
  return Buffer.from(data!.text(), 'latin1').toString();
}

const users = fetchNode('a', '{ me { __typename id } users { __typename id } }');
const [ada, bob] = [
  { __typename: 'User', id: '1' },
  { __typename: 'User', id: '2' },
];

test('leaves that stand side by side are written for two clients of one answer that want others of them', async () => {
  const query = '{ me { name age isPaying } users { age isPaying id } }';
  const nodes = [users, usersNode('b', ['me', 'users'], '{ name age isPaying }')];
  const answer = {
    _entities: [
      { name: 'é', age: 1, isPaying: true },
      { name: 'b', age: 2, isPaying: false },
    ],
  };
  const args = compiled(query, { kind: 'Sequence', nodes });
  expect(await written(args, [{ me: ada, users: [ada, bob] }, answer])).toBe(
    '{"me":{"name":"é","age":1,"isPaying":true},' +
      '"users":[{"age":1,"isPaying":true,"id":"1"},{"age":2,"isPaying":false,"id":"2"}]}',
  );
});

test('what an unknown entity would have said is null, each field of it', async () => {
  const nodes = [users, usersNode('b', ['users'], '{ name age friends { id } }')];
  const args = compiled('{ users { id name age friends { id } role: __typename } }', {
    kind: 'Sequence',
    nodes,
  });
  const answer = { _entities: [{ name: 'b', age: 2, friends: [] }, null] };
  expect(await written(args, [{ me: null, users: [ada, bob] }, answer])).toBe(
    '{"users":[{"id":"1","name":"b","age":2,"friends":[],"role":"User"},' +
      '{"id":"2","name":null,"age":null,"friends":null,"role":"User"}]}',
  );
});

test("a client's order and aliases are its own, whatever the order of an answer", async () => {
  const query = '{ me { age alias: name id } }';
  const args = compiled(query, fetchNode('a', '{ me { id age __a_alias: name } }'));
  expect(await written(args, [{ me: { id: '1', age: 3, __a_alias: 'x' } }])).toBe(
    '{"me":{"age":3,"alias":"x","id":"1"}}',
  );
});
