import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults } from './http/fixtures/client';
import { audience, startIssuer } from './http/fixtures/issuer';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const types = `
  type Query { users: [User!]! search: [Result!]! strict: User! }
  type Mutation { erase: Int @requiresScopes(scopes: [["admin"]]) }
  union Result = User | Note
  type User @key(fields: "id") { id: ID! mail: String @authenticated salary: Int @requiresScopes(scopes: [["hr"], ["boss", "a"]]) must: Int! @authenticated }
  type Note @key(fields: "id") @authenticated { id: ID! text: String }`;

const user = (id: string) => ({ __typename: 'User', id, mail: `m${id}`, salary: 5, must: 1 });

async function start(settings: Partial<GatewayOptions> = {}) {
  const issuer = cleanup.add(await startIssuer());
  const subgraph = cleanup.add(
    await startSubgraph('people', types, {
      Query: {
        users: () => [user('1'), user('2')],
        search: () => [user('1'), { __typename: 'Note', id: 'n', text: 't' }],
        strict: () => user('1'),
      },
      Mutation: { erase: () => 1 },
    }),
  );
  const gateway = cleanup.add(
    await createGateway({
      supergraph: compose([subgraph]),
      http: { port: 0 },
      log: { level: 'silent' },
      identity: { jwt: { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience } },
      ...settings,
    }),
  );
  const askAs = async (scope: string | null, query: string, variables?: unknown) => {
    const headers: Record<string, string> =
      scope === null ? {} : { authorization: `Bearer ${await issuer.sign({ scope })}` };
    return ask(gateway.url, query, { headers, variables });
  };
  return { subgraph, askAs };
}

it('refused fields are not fetched: null and an error at each place', async () => {
  const { subgraph, askAs } = await start();
  const query = '{ users { id mail s: salary } }';

  const guest = await askAs(null, query);
  expect(guest.status).toBe(200);
  expect(guest.data).toEqual({
    users: [
      { id: '1', mail: null, s: null },
      { id: '2', mail: null, s: null },
    ],
  });
  expect(faults(guest)).toEqual([
    'UNAUTHENTICATED users 0 mail',
    'UNAUTHENTICATED users 0 s',
    'UNAUTHENTICATED users 1 mail',
    'UNAUTHENTICATED users 1 s',
  ]);
  expect(subgraph.requests.at(-1)?.body).not.toMatch(/mail|salary/);

  const member = await askAs('boss', query);
  expect(member.data).toEqual({
    users: [
      { id: '1', mail: 'm1', s: null },
      { id: '2', mail: 'm2', s: null },
    ],
  });
  expect(faults(member)).toEqual(['FORBIDDEN users 0 s', 'FORBIDDEN users 1 s']);

  const boss = await askAs('a boss', query);
  expect(boss.errors).toBeUndefined();
});

it('callers never share what one of them may see', async () => {
  const { askAs } = await start();
  const query = '{ users { salary } }';
  const salaries = async (scope: string | null) => (await askAs(scope, query)).data;
  const seen = { users: [{ salary: 5 }, { salary: 5 }] };
  const hidden = { users: [{ salary: null }, { salary: null }] };
  const order = ['hr', null, 'x', 'hr', null] as const;
  expect(await Promise.all(order.map(salaries))).toEqual([seen, hidden, hidden, seen, hidden]);
});

it('an operation that is refused all over asks nobody', async () => {
  const { subgraph, askAs } = await start();
  const answer = await askAs('x', 'mutation { erase }');
  expect([answer.data, faults(answer)]).toEqual([{ erase: null }, ['FORBIDDEN erase']]);
  expect(subgraph.requests).toHaveLength(0);
});

it('a refused field that may not be null takes its parent with it', async () => {
  const { askAs } = await start();
  const answer = await askAs(null, '{ strict { id must } }');
  expect([answer.data, faults(answer)]).toEqual([null, ['UNAUTHENTICATED strict must']]);
});

it('a guarded type in a union is refused field by field', async () => {
  const { askAs } = await start();
  const answer = await askAs(null, '{ search { __typename ... on User { id } ... on Note { text } } }');
  expect(answer.data).toEqual({
    search: [
      { __typename: 'User', id: '1' },
      { __typename: 'Note', text: null },
    ],
  });
  expect(faults(answer)).toEqual(['UNAUTHENTICATED search 1 text']);
});

it('a refused field that is skipped is no error', async () => {
  const { askAs } = await start();
  const query = 'query ($all: Boolean!) { users { id mail @include(if: $all) } }';
  expect((await askAs(null, query, { all: false })).errors).toBeUndefined();
  expect(faults(await askAs(null, query, { all: true }))).toHaveLength(2);
});

it('can refuse the whole operation instead', async () => {
  const { subgraph, askAs } = await start({ authorization: { onRefusal: 'reject' } });
  const guest = await askAs(null, '{ users { id mail } }');
  expect([guest.status, guest.data, faults(guest)]).toEqual([401, undefined, ['UNAUTHENTICATED']]);
  const member = await askAs('x', '{ users { id salary } }');
  expect([member.status, member.data, faults(member)]).toEqual([403, undefined, ['FORBIDDEN']]);
  expect(subgraph.requests).toHaveLength(0);
});
