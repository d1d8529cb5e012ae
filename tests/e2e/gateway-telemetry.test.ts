import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@nutgraf/stack/free-port';
import { startRedis } from '../support/start-redis';
import { GatewayProcess } from '../support/gateway-process';
import { OtlpReceiver } from '../support/otlp-receiver';
import { startStubSubgraphs, stubAnswer, stubQuery, type StubSubgraphs } from '../support/stub-subgraphs';
import { until } from '../support/until';

let folder: string;
let subgraphs: StubSubgraphs;
const opened: AsyncDisposable[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nutgraf-telemetry-'));
  subgraphs = await startStubSubgraphs({ headers: { 'cache-control': 'public, max-age=60' } });
  await writeFile(join(folder, 'supergraph.graphql'), subgraphs.supergraph());
});
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
});
afterAll(async () => {
  await subgraphs[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const [traceId, clientSpan] = ['a'.repeat(32), 'b'.repeat(16)];

async function start(telemetry: object, more: object = {}): Promise<GatewayProcess> {
  const file = join(folder, 'gateway.config.json');
  await writeFile(file, JSON.stringify({ telemetry, log: { level: 'info' }, ...more }));
  const supergraph = join(folder, 'supergraph.graphql');
  const gateway = await GatewayProcess.start('--supergraph', supergraph, '--config', file);
  opened.push(gateway);
  return gateway;
}

async function collector(): Promise<OtlpReceiver> {
  const receiver = await OtlpReceiver.start();
  opened.push(receiver);
  return receiver;
}

async function ask(gateway: GatewayProcess, query = stubQuery): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    'apollographql-client-name': 'site',
    traceparent: `00-${traceId}-${clientSpan}-01`,
    tracestate: 'some=thing',
  };
  const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return (await response.text()).trim();
}

test("a client's trace goes on through the gateway, and each fetch is the parent of what its subgraph does", async () => {
  const { url, spans } = await collector();
  const gateway = await start({ traces: { endpoint: `${url}/v1/traces` } });
  expect(await ask(gateway, `query Words ${stubQuery}`)).toBe(stubAnswer);
  gateway.kill('SIGINT');
  await gateway.exited;
  const [server] = spans.filter(({ name }) => name === 'query');
  expect(server).toMatchObject({
    service: 'nutgraf-gateway',
    traceId,
    parentSpanId: clientSpan,
    attributes: {
      'graphql.operation.name': 'Words',
      'graphql.operation.type': 'query',
      'http.response.status_code': 200,
      'nutgraf.client.name': 'site',
    },
  });
  const children = spans.filter(({ parentSpanId }) => parentSpanId === server?.spanId);
  expect(children.map(({ name }) => name)).toEqual(['graphql plan', 'fetch names', 'fetch texts']);
  const received = subgraphs.received.slice(-2);
  expect(received.map((headers) => headers.traceparent)).toEqual(
    children.slice(1).map(({ spanId }) => `00-${traceId}-${spanId}-01`),
  );
  expect(received[0]?.tracestate).toBe('some=thing');
});

test('what is sent has neither the text of operations nor addresses', async () => {
  const receiver = await collector();
  const [traces, metrics] = ['traces', 'metrics'].map((path) => ({ endpoint: `${receiver.url}/v1/${path}` }));
  const gateway = await start({ traces, metrics });
  await ask(gateway, 'query Hidden { word { secretAlias: text } }');
  gateway.kill('SIGINT');
  await gateway.exited;
  expect(receiver.spans.length).toBeGreaterThan(3);
  expect([...receiver.metricNames]).toEqual(
    expect.arrayContaining(['http.server.request.duration', 'http.client.request.duration']),
  );
  expect(receiver.text).toContain('Hidden');
  expect(receiver.text).not.toMatch(/secretAlias|127\.0\.0\.1/);
});

test('Prometheus reads on a port of its own how often was asked, and what was refused adds no name', async () => {
  const port = await findFreePort();
  const gateway = await start({ metrics: { prometheus: { port } } });
  for (let times = 0; times < 3; times += 1) await ask(gateway, `query Words ${stubQuery}`);
  await ask(gateway, 'query Wrong { nothing }');
  const read = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const text = await until(read, (now) => now.includes('GRAPHQL_VALIDATION_FAILED'), 5_000);
  const words = text.split('\n').filter((line) => line.startsWith('http_server_request_duration_count'));
  expect(words.find((line) => line.includes('graphql_operation_name="Words"'))).toMatch(/ 3$/);
  expect(text).toMatch(/^nutgraf_plan_lookups_total\{.*nutgraf_plan_cached="true".*\} 2$/m);
  expect(text).toMatch(/^nutgraf_plan_lookups_total\{.*nutgraf_plan_cached="false".*\} 1$/m);
  expect(text).not.toContain('Wrong');
  const away = await fetch(new URL('/metrics', gateway.url));
  expect([away.status, await away.text()]).toEqual([
    404,
    expect.stringContaining('telemetry.metrics.prometheus'),
  ]);
});

test('a collector that never answers keeps neither a request nor the end', async () => {
  const receiver = await collector();
  receiver.mood = 'SILENT';
  const gateway = await start({ traces: { endpoint: `${receiver.url}/v1/traces` } });
  expect(await ask(gateway)).toBe(stubAnswer);
  gateway.kill('SIGINT');
  expect(await gateway.exited).toEqual([0, null]);
});

test('without telemetry no module of OpenTelemetry is loaded', async () => {
  const off = await start({});
  expect(await ask(off)).toBe(stubAnswer);
  const loaded = async (gateway: GatewayProcess) =>
    (await gateway.modules()).filter((file) => file.includes('@opentelemetry'));
  expect(await loaded(off)).toEqual([]);
  expect(await loaded(await start({ traces: { endpoint: 'http://127.0.0.1:9/v1/traces' } }))).not.toEqual([]);
});

test('what the cache did is counted by subgraph and type, and is a span', async () => {
  const redis = await startRedis();
  opened.push(redis);
  const { url, spans } = await collector();
  const port = await findFreePort();
  const gateway = await start(
    { traces: { endpoint: `${url}/v1/traces` }, metrics: { prometheus: { port } } },
    // Longer than a busy machine keeps a Redis waiting.
    { redis: { url: redis.url, patienceMs: 5_000 }, cache: { enabled: true } },
  );
  for (let times = 0; times < 3; times += 1) expect(await ask(gateway)).toBe(stubAnswer);
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const pieces = (type: string, outcome: string) =>
    new RegExp(
      `^nutgraf_cache_pieces_total\\{.*graphql_type_name="${type}",nutgraf_cache_outcome="${outcome}".*\\} (\\d+)$`,
      'm',
    ).exec(text)?.[1];
  expect([pieces('Query', 'miss'), pieces('Query', 'hit')]).toEqual(['1', '2']);
  expect([pieces('Word', 'miss'), pieces('Word', 'hit')]).toEqual(['1', '2']);
  expect(text).toMatch(/^nutgraf_cache_served_total\{.*graphql_type_name="Word".*\} [1-9]/m);
  expect(text).toMatch(/^nutgraf_cache_fetch_duration_count\{.*\} [1-9]/m);
  gateway.kill('SIGINT');
  await gateway.exited;
  const cached = spans.filter(({ name }) => name === 'cache texts');
  expect(cached.map(({ attributes }) => attributes['nutgraf.cache.hits'])).toEqual([0, 1, 1]);
});
