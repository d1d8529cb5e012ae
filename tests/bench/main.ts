import { join } from 'node:path';
import { readOptions, usage } from './command-line';
import { outputFolder } from './folders';
import { apollo } from './gateways/apollo';
import { floor } from './gateways/floor';
import { installPeers } from './gateways/install-peers';
import { nutgraf } from './gateways/nutgraf';
import { type RunningGateway, startGateway } from './gateways/running-gateway';
import { spread } from './measure/statistics';
import { benchmarkAnswer, benchmarkQuery } from './scenario/subgraphs';
import { measureRound, type Round } from './scenarios/throughput';
import { World } from './world';

const kinds = [nutgraf, floor, apollo];

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), {
    gateways: kinds.map(({ name }) => name),
    scenarios: ['benchmark'],
  });
  if (!options) {
    process.stdout.write(usage);
    return;
  }
  if (!(await installPeers())) process.stderr.write('npm could not install them all.\n');
  const world = await World.start(join(outputFolder, 'logs'));
  process.once('exit', () => world.children.killAll());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const operation = { body: JSON.stringify({ query: benchmarkQuery }), data: benchmarkAnswer.data };
  try {
    const running: RunningGateway[] = [];
    for (const kind of kinds.filter(({ name }) => options.only.includes(name))) {
      const gateway = await startGateway(world, kind, operation);
      process.stderr.write(`${kind.title}: first right answer after ${gateway.firstAnswerMs.toFixed(0)} ms`);
      running.push(gateway);
    }
    for (const { url } of running) {
      await world.load({ url, connections: 10, requests: options.warmUp, operations: [operation] });
    }
    for (const connections of [1, 50]) {
      const rounds = new Map<RunningGateway, Round[]>(running.map((gateway) => [gateway, []]));
      for (let round = 1; round <= options.rounds; round++) {
        for (const gateway of running) {
          const result = await measureRound(world, gateway, {
            connections,
            requests: options.requests,
            operations: [operation],
          });
          rounds.get(gateway)!.push(result);
        }
        console.error(
          `round ${round}, ${connections} connections: ${[...rounds].map(([{ kind }, all]) => `${kind.name} ${all.at(-1)!.cpuMsPerRequest.toFixed(2)}`).join(', ')}`,
        );
      }
      for (const [{ kind }, all] of rounds) {
        const { median, min, max } = spread(all.map(({ cpuMsPerRequest }) => cpuMsPerRequest));
        console.log(
          `${kind.title} at ${connections}: ${median.toFixed(2)} ms CPU a request (${min.toFixed(2)}-${max.toFixed(2)})`,
          all[0]!.subgraphRequests,
          all[0]!.subgraphBytes,
        );
      }
    }
  } finally {
    await world[Symbol.asyncDispose]();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
