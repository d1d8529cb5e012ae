import { createGateway, type GatewayOptions } from './gateway';
import { Cleanup } from './http/fixtures/cleanup';
import { faults, send } from './http/fixtures/client';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const json = { 'content-type': 'application/json' };

async function start(settings: Partial<GatewayOptions> = {}) {
  const subgraph = cleanup.add(
    await startSubgraph('one', 'type Query { ok: Boolean }', { Query: { ok: () => true } }),
  );
  const options = { supergraph: compose([subgraph]), http: { port: 0 }, log: { level: 'silent' as const } };
  const gateway = cleanup.add(await createGateway({ ...options, ...settings }));
  return { gateway, subgraph };
}

it.each([
  ['an unknown name', 'C', 'Unknown operation named "C".'],
  ['an empty name', '', 'Unknown operation named "".'],
  ['no name', undefined, 'Must provide operation name if query contains multiple operations.'],
])('%s for one of several operations is refused, by POST and GET', async (_, operationName, message) => {
  const { gateway } = await start();
  const query = 'query A { ok } query B { ok }';
  const search = new URLSearchParams({ query, ...(operationName !== undefined && { operationName }) });
  const answers = [
    await send(gateway.url, { body: JSON.stringify({ query, operationName }), headers: json }),
    await send(`${gateway.url}?${search.toString()}`, { method: 'GET', headers: json }),
  ];
  for (const answer of answers) {
    expect([answer.status, faults(answer), answer.errors?.[0]?.message]).toEqual([
      400,
      ['OPERATION_RESOLUTION_FAILURE'],
      message,
    ]);
  }
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
