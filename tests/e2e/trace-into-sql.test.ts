import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayProcess } from '../support/gateway-process';
import type { ReceivedSpan } from '../support/otlp-messages';
import { OtlpReceiver } from '../support/otlp-receiver';
import { createSecrets } from '../support/secrets';
import { ServiceProcess } from '../support/service-process';
import { TestService } from '../support/test-service';

jest.setTimeout(120_000);

const secrets = createSecrets();
const supergraph = join(__dirname, '../../schema/supergraph.graphql');
const [traceId, clientSpan] = ['c'.repeat(32), 'd'.repeat(16)];

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'nutgraf-trace-'))));
afterAll(() => rm(folder, { recursive: true }));

async function startGateway(billingUrl: string, collectorUrl: string): Promise<GatewayProcess> {
  const file = join(folder, 'gateway.json');
  const settings = {
    subgraphs: { billing: { url: `${billingUrl}/graphql` } },
    signing: { keys: secrets.signingKeys },
    telemetry: { traces: { endpoint: `${collectorUrl}/v1/traces` } },
    log: { level: 'info' },
  };
  await writeFile(file, JSON.stringify(settings));
  return GatewayProcess.start('--supergraph', supergraph, '--config', file);
}

test('one trace leads from the client through the gateway and a service into SQL', async () => {
  await using collector = await OtlpReceiver.start();
  await using data = await TestService.create('billing', secrets);
  await using billing = await ServiceProcess.start('billing', {
    ...data.environment,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '50',
  });
  await using gateway = await startGateway(billing.url, collector.url);
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${traceId}-${clientSpan}-01` },
    body: JSON.stringify({ query: 'query Plans { plans { name } }' }),
  });
  expect(await response.json()).toMatchObject({
    data: { plans: [{ name: expect.any(String) as string }, {}, {}] },
  });
  // It sends what is left when it ends.
  gateway.kill('SIGINT');
  await gateway.exited;

  const childOf = async (parentSpanId: string, isMeant: (span: ReceivedSpan) => boolean = () => true) => {
    const isChild = (span: ReceivedSpan) => span.parentSpanId === parentSpanId && isMeant(span);
    const [child] = await collector.spansWhere((span) => span.traceId === traceId && isChild(span));
    return child!;
  };
  const request = await childOf(clientSpan);
  const fetched = await childOf(request.spanId, ({ kind }) => kind === 'CLIENT');
  const served = await childOf(fetched.spanId);
  const statement = await childOf(served.spanId, ({ attributes }) => 'db.query.text' in attributes);
  expect([request, fetched, served, statement].map(({ service, kind }) => `${service} ${kind}`)).toEqual([
    'nutgraf-gateway SERVER',
    'nutgraf-gateway CLIENT',
    'nutgraf-billing SERVER',
    'nutgraf-billing CLIENT',
  ]);
});
