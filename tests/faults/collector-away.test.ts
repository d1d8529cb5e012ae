import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { findFreePort } from '@nutgraf/stack/free-port';
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
  // Longer than a service may take to stop.
  OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
});

const startBilling = (more: Readonly<Record<string, string>>) =>
  ServiceProcess.start('billing', { ...data.environment, ...more });

test('a collector that is away keeps no request from its answer and no service from stopping', async () => {
  const endpoint = `http://127.0.0.1:${await findFreePort()}`;
  await using billing = await startBilling({ ...traced(), OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const { answer } = await askInTrace(billing.url, 'billing', keys, { request });
  expect(answer.errors).toBeUndefined();
  expect(await billing.stop()).toBe(0);
});

test.each(['REFUSE', 'SILENT'] as const)('a collector in the mood %s does not either', async (mood) => {
  await using bad = await OtlpReceiver.start();
  bad.mood = mood;
  await using billing = await startBilling({ ...traced(), OTEL_EXPORTER_OTLP_ENDPOINT: bad.url });
  const first = await askInTrace(billing.url, 'billing', keys, { request });
  await until(
    () => Promise.resolve(bad.exports),
    (count) => count > 0,
    20_000,
  );
  const second = await askInTrace(billing.url, 'billing', keys, { request });
  expect([first.answer.errors, second.answer.errors]).toEqual([undefined, undefined]);
  expect(await billing.stop()).toBe(0);
});

test('a collector gets what is left when a service stops', async () => {
  await using billing = await startBilling({ ...traced(), OTEL_BSP_SCHEDULE_DELAY: '600000' });
  const { parentSpanId } = await askInTrace(billing.url, 'billing', keys, { request });
  expect(await billing.stop()).toBe(0);
  expect(collector.spans.filter((span) => span.parentSpanId === parentSpanId)).toHaveLength(1);
});

test('a service without a collector loads nothing of OpenTelemetry', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nutgraf-modules-'));
  const list = join(folder, 'loaded.json');
  const probe = join(folder, 'probe.cjs');
  const write = `require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(Object.keys(require.cache)))`;
  await writeFile(probe, `process.on('exit', () => ${write});`);
  const loadedWith = async (more: Readonly<Record<string, string>>) => {
    await using billing = await startBilling({ ...more, NODE_OPTIONS: `--require ${probe}` });
    await askInTrace(billing.url, 'billing', keys, { request });
    expect(await billing.stop()).toBe(0);
    const files = JSON.parse(await readFile(list, 'utf8')) as string[];
    return files.filter((file) => file.includes('@opentelemetry'));
  };
  try {
    expect(await loadedWith({})).toEqual([]);
    expect(await loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toEqual([]);
    expect(await loadedWith({ ...traced(), OTEL_SDK_DISABLED: 'true' })).toEqual([]);
    expect(await loadedWith(traced())).not.toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
