import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { findFreePort } from '@nutgraf/stack/free-port';
import type { ServiceName } from '@nutgraf/stack/service-names';
import { OtlpReceiver } from '../support/otlp-receiver';
import { createSecrets } from '../support/secrets';
import { ServiceProcess } from '../support/service-process';
import { send, signPost, type GraphqlRequest } from '../support/subgraph-client';
import { TestService } from '../support/test-service';

jest.setTimeout(120_000);

const secrets = createSecrets();
const keys = parseSigningKeys(secrets.signingKeys);
const plans = { query: 'query Plans { plans { name } }' };

let data: TestService;
let collector: OtlpReceiver;
let folder: string;
beforeAll(async () => {
  data = await TestService.create('billing', secrets);
  collector = await OtlpReceiver.start();
  folder = await mkdtemp(join(tmpdir(), 'nutgraf-traces-'));
});
afterAll(async () => {
  await data[Symbol.asyncDispose]();
  await collector[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const traced = (): Record<string, string> => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  OTEL_BSP_SCHEDULE_DELAY: '50',
});

async function startBilling(more: Readonly<Record<string, string>>): Promise<ServiceProcess> {
  const port = String(await findFreePort());
  const billing = new ServiceProcess('billing', { ...data.environment, PORT: port, ...more });
  await billing.start();
  return billing;
}

/** Asks as the gateway would, within a trace of its own. */
async function ask(url: string, audience: ServiceName, request: GraphqlRequest, claims?: IdentityClaims) {
  const trace = { traceId: randomBytes(16).toString('hex'), parentSpanId: randomBytes(8).toString('hex') };
  const post = signPost(url, audience, keys, request, claims);
  const traceparent = `00-${trace.traceId}-${trace.parentSpanId}-01`;
  const answer = await send({ ...post, headers: { ...post.headers, traceparent } });
  return { ...trace, answer };
}

test('a service continues the trace of a request, down to each SQL statement', async () => {
  await using billing = await startBilling(traced());
  const { traceId, parentSpanId, answer } = await ask(billing.url, 'billing', plans);
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

test('a value of a request is in no span, not even in that of the statement that fails for it', async () => {
  await using billing = await startBilling(traced());
  const query = 'query ($currency: CurrencyCode!) { plans(currency: $currency) { name prices { id } } }';
  const { traceId } = await ask(billing.url, 'billing', { query, variables: { currency: 'XTS' } });
  await collector.spansWhere((span) => span.traceId === traceId, 2);
  expect(JSON.stringify(collector.spans)).not.toContain('XTS');
});
