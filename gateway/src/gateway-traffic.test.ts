import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults } from './http/fixtures/client';
import { eventually } from './http/fixtures/eventually';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';
import { FaultProxy } from './upstream/fixtures/fault-proxy';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const page = '{ book(id: "1") { title author { name } } }';

/** A gateway in front of books, and of people behind a proxy that makes faults. */
async function start(settings: Partial<GatewayOptions> = {}) {
  const [books, people] = await startLibrary(cleanup);
  const proxy = await FaultProxy.start(() => people.url);
  cleanup.add({ stop: () => proxy[Symbol.asyncDispose]() });
  const supergraph = compose([books, { ...people, url: `${proxy.url}/graphql` }]);
  const given = { http: { port: 0 }, log: { level: 'silent' }, ...settings } as const;
  const gateway = cleanup.add(await createGateway({ supergraph, ...given }));
  return { gateway, proxy, people, supergraph };
}

it('an operation is answered by its deadline, with what there is, and says that its time was over', async () => {
  const { gateway, proxy } = await start({ traffic: { deadlineMs: 500 } });
  proxy.fault = { kind: 'stall' };
  // The first may have no time left after its planning.
  const answer = await eventually(
    () => ask(gateway.url, page),
    ({ data }) => Boolean(data?.book),
  );
  expect(answer.data).toEqual({ book: { title: 'Title 1', author: { name: null } } });
  expect(faults(answer)).toEqual(['DEADLINE_EXCEEDED book author name']);
});

it('a subgraph that is too slow for itself says another thing', async () => {
  const { gateway, proxy } = await start({ subgraphs: { people: { timeoutMs: 200 } } });
  proxy.fault = { kind: 'stall' };
  expect(faults(await ask(gateway.url, page))).toEqual(['SUBREQUEST_TIMEOUT book author name']);
});

it('a query whose connection breaks is sent once more, signed anew, and nobody sees it', async () => {
  const keys = `k1:${Buffer.alloc(32, 1).toString('base64')}`;
  const { gateway, people, proxy } = await start({ signing: { keys } });
  proxy.fault = { kind: 'drop', afterBytes: 0 };
  // The fault is over when it has been met.
  proxy.onFault = () => (proxy.fault = { kind: 'pass' });
  const answer = await ask(gateway.url, page);
  expect([answer.errors, answer.data]).toEqual([
    undefined,
    { book: { title: 'Title 1', author: { name: 'Name p1' } } },
  ]);
  const signatures = people.requests.map(({ headers }) => headers['nutgraf-signature']);
  expect(new Set(signatures).size).toBe(2);
});

it('a reload of the supergraph makes no subgraph well', async () => {
  const breaker = { failures: 5, probeAfterMs: 3_600_000 };
  const { gateway, proxy, supergraph } = await start({ traffic: { breaker, retry: { attempts: 1 } } });
  proxy.fault = { kind: 'reset' };
  for (let asked = 0; asked < 5; asked += 1) {
    expect(faults(await ask(gateway.url, page))).toEqual(['SUBREQUEST_HTTP_ERROR book author name']);
  }
  const { connections } = proxy;
  await gateway.reload(supergraph);
  const answer = await ask(gateway.url, page);
  expect(faults(answer)).toEqual(['SUBGRAPH_UNAVAILABLE book author name']);
  expect(answer.data).toMatchObject({ book: { title: 'Title 1' } });
  expect(proxy.connections).toBe(connections);
});
