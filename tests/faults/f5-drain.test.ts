import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Balancer } from '../support/balancer';
import { GatewayProcess } from '../support/gateway-process';
import { SteadyLoad } from '../support/steady-load';
import { startStubSubgraphs } from '../support/stub-subgraphs';
import { until } from '../support/until';

/** How often a gateway is ended and replaced. More of them: DRAIN_RUNS=20 npm run jest -- f5-drain */
const runs = Number(process.env.DRAIN_RUNS ?? 1);
const requests = 10_000;

jest.setTimeout(60_000 + runs * 20_000);

test('F5: SIGTERM to one of two gateways behind a balancer fails none of 10,000 requests', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nutgraf-f5-'));
  await using subgraphs = await startStubSubgraphs();
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, subgraphs.supergraph());
  const started: GatewayProcess[] = [];
  const start = async () => {
    const gateway = await GatewayProcess.start('--supergraph', supergraph);
    started.push(gateway);
    return gateway;
  };
  const serving = [await start(), await start()];
  await using balancer = await Balancer.start(...serving.map(({ url }) => url));
  const load = new SteadyLoad(balancer.url, 10);
  try {
    for (let run = 0; run < runs; run += 1) {
      const [ending, staying] = serving.splice(0, 2) as [GatewayProcess, GatewayProcess];
      await until(
        () => Promise.resolve(balancer.answeredBy(ending.url)),
        (count) => count > 1_000,
        30_000,
      );
      const began = performance.now();
      ending.kill('SIGTERM');
      expect(await ending.exited).toEqual([0, null]);
      expect(performance.now() - began).toBeLessThan(10_000);
      const next = await start();
      await balancer.add(next.url);
      serving.push(staying, next);
    }
    await until(
      () => Promise.resolve(load.answered),
      (count) => count >= requests,
      40_000,
    );
  } finally {
    await load.stop();
    for (const gateway of started) await gateway[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  }
  expect(load.failures).toEqual([]);
});
