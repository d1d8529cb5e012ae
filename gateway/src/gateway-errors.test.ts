import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults, send } from './http/fixtures/client';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);
afterEach(() => jest.restoreAllMocks());

const json = { 'content-type': 'application/json' };

async function start(settings: Partial<GatewayOptions> = {}) {
  const subgraph = cleanup.add(
    await startSubgraph('one', 'type Query { ok(any: Any, flag: Boolean): Boolean } scalar Any', {
      Query: { ok: () => true },
    }),
  );
  const options = { supergraph: compose([subgraph]), http: { port: 0 }, log: { level: 'silent' as const } };
  const gateway = cleanup.add(await createGateway({ ...options, ...settings }));
  return { gateway, subgraph };
}

const unnamed = 'Must provide operation name if query contains multiple operations.';

it.each([
  ['an unknown name', 'C', ['Unknown operation named "C".', 'Unknown operation named "C".']],
  // In a query string, empty is absent: https://graphql.github.io/graphql-over-http/draft/#sec-GET
  ['an empty name', '', ['Unknown operation named "".', unnamed]],
  ['no name', undefined, [unnamed, unnamed]],
])('%s for one of several operations is refused, by POST and GET', async (_, operationName, messages) => {
  const { gateway } = await start();
  const query = 'query A { ok } query B { ok }';
  const search = new URLSearchParams({ query, ...(operationName !== undefined && { operationName }) });
  const answers = [
    await send(gateway.url, { body: JSON.stringify({ query, operationName }), headers: json }),
    await send(`${gateway.url}?${search.toString()}`, { method: 'GET', headers: json }),
  ];
  expect(answers.map((answer) => [answer.status, faults(answer), answer.errors?.[0]?.message])).toEqual(
    messages.map((message) => [400, ['OPERATION_RESOLUTION_FAILURE'], message]),
  );
});

it.each([
  ['a hash of another text', 1, 'provided sha does not match query'],
  ['a version that is unknown', 2, 'Unsupported persisted query version'],
])('%s of a persisted query is a bad request', async (_, version, message) => {
  const { gateway } = await start();
  const extensions = { persistedQuery: { version, sha256Hash: 'a'.repeat(64) } };
  const body = JSON.stringify({ query: '{ ok }', extensions });
  const answer = await send(gateway.url, { body, headers: json });
  expect([answer.status, faults(answer), answer.errors?.[0]?.message]).toEqual([
    400,
    ['BAD_REQUEST'],
    message,
  ]);
});

it('a value of any depth is refused rather than walked', async () => {
  const { gateway, subgraph } = await start();
  const query = 'query ($any: Any) { ok(any: $any) }';
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const variables = (depth: number) => `{"any":${deep(depth)}}`;
  const search = new URLSearchParams({ query, variables: variables(2_000) });
  const answers = [
    await send(gateway.url, {
      body: `{"query":"${query}","variables":${variables(100_000)}}`,
      headers: json,
    }),
    await send(`${gateway.url}?${search.toString()}`, { method: 'GET', headers: json }),
    await ask(gateway.url, `{ ok(any: ${deep(900)}) }`),
  ];
  for (const answer of answers) {
    expect([answer.status, faults(answer)]).toEqual([400, ['OPERATION_LIMIT_EXCEEDED']]);
  }
  expect(subgraph.requests).toHaveLength(0);
});

describe('null for a variable with a default', () => {
  const query = `
    query A($b: Boolean = true) { ok ...F }
    query B($b: Boolean = true) { ok(flag: $b) }
    fragment F on Query { other: ok @include(if: $b) }`;
  const askFor = async (operationName: string) => {
    const { gateway } = await start();
    const body = JSON.stringify({ query, operationName, variables: { b: null } });
    return send(gateway.url, { body, headers: json });
  };

  it('is refused where it decides on a field', async () => {
    const answer = await askFor('A');
    expect([answer.status, faults(answer)]).toEqual([400, ['BAD_USER_INPUT']]);
    expect(answer.errors?.[0]?.message).toBe(
      'Variable "$b" must not be null, for it decides on @skip or @include.',
    );
  });

  it('is null elsewhere', async () => {
    expect((await askFor('B')).data).toEqual({ ok: true });
  });
});

it('of many errors of one answer the first are logged, and how many there are', async () => {
  const types = 'type Query { things: [Thing] } type Thing { a: Int }';
  const fail = () => {
    throw new Error('SELECT 1');
  };
  const resolvers = { Query: { things: () => Array.from({ length: 100 }, () => ({})) }, Thing: { a: fail } };
  const failing = cleanup.add(await startSubgraph('failing', types, resolvers));
  const log = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { gateway } = await start({ supergraph: compose([failing]), log: { level: 'warn' } });
  await ask(gateway.url, '{ things { a } }');
  const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, unknown>);
  const told = lines.find(({ msg }) => msg === 'subgraph failed');
  expect(told?.errorCount).toBe(100);
  expect(told?.errors).toHaveLength(10);
});

it('what a client gave that a subgraph refuses is told to the client, and not to the log', async () => {
  const types = 'scalar Address type Query { known(address: Address): Boolean }';
  const picky = cleanup.add(await startSubgraph('picky', types, {}));
  // As Apollo Server answers a scalar that does not take a value.
  const error = { message: '"my secret" is no address.', extensions: { code: 'BAD_USER_INPUT' } };
  picky.sends.body = JSON.stringify({ errors: [error] });
  const log = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { gateway } = await start({ supergraph: compose([picky]), log: { level: 'trace' } });
  const query = 'query ($address: Address) { known(address: $address) }';
  const answer = await ask(gateway.url, query, { variables: { address: 'my secret' } });
  expect(faults(answer)).toEqual(['BAD_USER_INPUT known']);
  expect(answer.errors?.[0]?.message).toContain('my secret');
  const lines = log.mock.calls.map(([line]) => String(line)).join('');
  expect(lines).toContain('BAD_USER_INPUT');
  expect(lines).not.toContain('my secret');
});

it('many wrong variables are told as far as errors are told', async () => {
  const { gateway } = await start();
  const names = Array.from({ length: 9 }, (_, index) => `v${index}`);
  const query = `query (${names.map((name) => `$${name}: Boolean`).join(' ')}) {
    ${names.map((name) => `${name}: ok(flag: $${name})`).join(' ')}
  }`;
  const variables = Object.fromEntries(names.map((name) => [name, 'x']));
  const answer = await ask(gateway.url, query, { variables });
  expect([answer.status, new Set(faults(answer))]).toEqual([400, new Set(['BAD_USER_INPUT'])]);
});

it('an operation without a plan is refused, and its operator is told why', async () => {
  const things = 'type Thing @key(fields: "id")';
  const types = `type Query { thing: Thing } ${things} { id: ID! }`;
  const one = cleanup.add(await startSubgraph('one', types, {}));
  const two = cleanup.add(await startSubgraph('two', `${things} { id: ID! name: String }`, {}));
  // No way leads to the second subgraph any more; no composition would print this.
  const supergraph = compose([one, two]).replace(
    '@join__type(graph: TWO, key: "id")',
    '@join__type(graph: TWO)',
  );
  const log = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { gateway } = await start({ supergraph, log: { level: 'error' } });
  const answer = await ask(gateway.url, '{ thing { name } }');
  expect([answer.status, faults(answer)]).toEqual([400, ['BAD_REQUEST']]);
  expect(answer.errors?.[0]?.message).toMatch(/^This operation cannot be planned;/);
  expect(log.mock.calls.join()).toMatch(/"PlanError".*No paths found.*"traceId".*"operation refused"/);
});
