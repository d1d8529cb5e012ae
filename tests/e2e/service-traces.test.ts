import { Client } from 'pg';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { accountClaims } from '../support/billing-service';
import type { ReceivedSpan } from '../support/otlp-messages';
import { OtlpReceiver } from '../support/otlp-receiver';
import { createSecrets } from '../support/secrets';
import { ServiceProcess } from '../support/service-process';
import { TestService } from '../support/test-service';
import { askInTrace } from '../support/traced-request';
import { until } from '../support/until';

jest.setTimeout(120_000);

const secrets = createSecrets();
const keys = parseSigningKeys(secrets.signingKeys);
const request = { query: 'query Plans { plans { name } }' };

let data: TestService;
let collector: OtlpReceiver;
beforeAll(async () => {
  data = await TestService.create('billing', secrets);
  collector = await OtlpReceiver.start();
});
afterAll(async () => {
  await data[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
});

const traced = (): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_BSP_SCHEDULE_DELAY: '50',
});

const startBilling = (more: Readonly<Record<string, string>>) =>
  ServiceProcess.start('billing', { ...data.environment, ...more });

/** A database of billing to which `sql` was done. */
async function brokenDatabase(sql: string): Promise<TestService> {
  const broken = await TestService.create('billing', secrets);
  const client = new Client({ connectionString: broken.database.url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
  return broken;
}

test('a service continues the trace of a request, down to each SQL statement', async () => {
  await using billing = await startBilling(traced());
  const { traceId, parentSpanId, answer } = await askInTrace(billing.url, 'billing', keys, { request });
  expect(answer.errors).toBeUndefined();
  const [server] = await collector.spansWhere((span) => span.parentSpanId === parentSpanId);
  expect(server).toMatchObject({
    traceId,
    name: 'POST /graphql',
    kind: 'SERVER',
    service: 'nutgraf-billing',
    status: { code: 'UNSET' },
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Plans',
    },
  });
  const [sql] = await collector.spansWhere((span) => span.parentSpanId === server?.spanId);
  expect(sql).toMatchObject({ traceId, kind: 'CLIENT', service: 'nutgraf-billing' });
  expect(sql?.attributes['db.query.text']).toMatch(/^SELECT .*\bFROM\b.*plan/s);
});

test('neither values of a request nor what PostgreSQL quotes of them are in a span', async () => {
  await using broken = await brokenDatabase(
    'ALTER TABLE price RENAME currency TO was; ALTER TABLE price ADD currency integer',
  );
  await using billing = await startBilling({ ...traced(), DATABASE_URL: broken.database.url });
  const query = 'query ($in: CurrencyCode!) { plans { prices(currency: $in) { id } } }';
  const asked = { request: { query, variables: { in: 'XTS' } } };
  const { traceId } = await askInTrace(billing.url, 'billing', keys, asked);
  const inTrace = (span: ReceivedSpan) => span.traceId === traceId;
  const [sql] = await collector.spansWhere((span) => inTrace(span) && span.status.code === 'ERROR');
  expect(sql).toMatchObject({ kind: 'CLIENT', status: { message: '' }, events: [{ name: 'exception' }] });
  await collector.spansWhere((span) => inTrace(span) && span.kind === 'SERVER');
  expect(JSON.stringify(collector.spans.filter(inTrace))).not.toContain('XTS');
});

test('a service that asks another one for a request hands the trace on; what it asks in the background has none', async () => {
  await using articles = await TestService.create('content', secrets);
  await using billing = await startBilling(traced());
  const asksBilling = { ...articles.environment, ...traced(), BILLING_URL: billing.url };
  await using content = await ServiceProcess.start('content', asksBilling);
  const { parentSpanId } = await askInTrace(content.url, 'content', keys, {
    request: { query: '{ articles(first: 20) { nodes { content { __typename } } } }' },
    claims: accountClaims(personaEntry('reader').accountId),
  });
  const [asked] = await collector.spansWhere((span) => span.parentSpanId === parentSpanId);
  const isAnswer = (span: ReceivedSpan) =>
    span.parentSpanId === asked?.spanId && span.service === 'nutgraf-billing';
  const [answering] = await collector.spansWhere(isAnswer);
  expect(answering).toMatchObject({
    traceId: asked?.traceId,
    name: 'POST /internal/entitlements',
    kind: 'SERVER',
  });
  // The feed of events was asked first, when content started.
  expect(collector.spans.filter(({ name }) => name.endsWith('/internal/events'))).toEqual([]);
});

test('a trace that is not sampled leaves no spans', async () => {
  await using billing = await startBilling(traced());
  const left = await askInTrace(billing.url, 'billing', keys, { request, isSampled: false });
  const taken = await askInTrace(billing.url, 'billing', keys, { request });
  await collector.spansWhere((span) => span.traceId === taken.traceId && span.kind === 'SERVER');
  expect(collector.spans.filter((span) => span.traceId === left.traceId)).toEqual([]);
});

test('neither health, readiness nor work in the background make spans', async () => {
  await using billing = await startBilling({ ...traced(), OTEL_SERVICE_NAME: 'billing-of-our-own' });
  for (const path of ['/health', '/ready']) await fetch(`${billing.url}${path}`);
  const { traceId } = await askInTrace(billing.url, 'billing', keys, { request });
  const isOwn = (span: ReceivedSpan) => span.service === 'billing-of-our-own';
  await collector.spansWhere((span) => isOwn(span) && span.kind === 'SERVER');
  expect(collector.spans.filter((span) => isOwn(span) && span.traceId !== traceId)).toEqual([]);
});

test.each([
  ['with a collector', traced],
  ['without one', () => ({})],
])('what a service logs of a request that fails names its trace, %s', async (_, more) => {
  await using broken = await brokenDatabase('ALTER TABLE plan RENAME TO gone');
  await using billing = await startBilling({ ...more(), DATABASE_URL: broken.database.url });
  const { traceId } = await askInTrace(billing.url, 'billing', keys, { request });
  const lineOf = (message: string) =>
    until(() => Promise.resolve(billing.log.find((line) => line.includes(message))), Boolean, 20_000);
  expect(await lineOf('a resolver failed')).toContain(`"traceId":"${traceId}"`);
  expect(await lineOf('ready')).not.toContain('traceId');
});
