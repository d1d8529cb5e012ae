import { createGateway } from './gateway';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';
import { type SubgraphRequestFacts } from './operation/request-log';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const operation = '{ book(id: "1") { title author { name } } }';

async function startGateway() {
  const [books, people] = await startLibrary(cleanup);
  const settings = { http: { port: 0 }, plan: { expose: true }, log: { level: 'silent' } } as const;
  const { url } = cleanup.add(await createGateway({ supergraph: compose([books, people]), ...settings }));
  const requestsOf = async () => {
    const { extensions } = await ask(url, operation, { headers: { 'nutgraf-query-plan': 'true' } });
    const { requests } = extensions?.queryPlan as { requests: readonly SubgraphRequestFacts[] };
    return requests;
  };
  return { requestsOf, books, people };
}

test('a plan comes with the subgraph requests that it took, in the order of their start', async () => {
  const { requestsOf, books, people } = await startGateway();
  const requests = await requestsOf();
  const [first, second] = requests;
  if (!first || !second) throw new Error('Two requests were expected.');
  expect(requests.map(({ subgraph, status }) => [subgraph, status])).toEqual([
    ['books', 200],
    ['people', 200],
  ]);
  expect(requests.map(({ requestBytes }) => requestBytes)).toEqual(
    [books, people].map((subgraph) => Buffer.byteLength(subgraph.requests[0]?.body ?? '')),
  );
  expect(first.startMs).toBeGreaterThanOrEqual(0);
  expect(first.durationMs).toBeGreaterThan(0);
  // The second needs what the first answers. Times are rounded to hundredths.
  expect(second.startMs + 0.01).toBeGreaterThanOrEqual(first.startMs + first.durationMs);
});

test('a request without a usable answer is shown with the code of its error', async () => {
  const { requestsOf, people } = await startGateway();
  await people.stop();
  const [, failed] = await requestsOf();
  expect(failed).toEqual({
    subgraph: 'people',
    startMs: expect.any(Number) as number,
    durationMs: expect.any(Number) as number,
    error: 'SUBREQUEST_HTTP_ERROR',
  });
});
