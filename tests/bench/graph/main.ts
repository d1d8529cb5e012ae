import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '../folders';
import { describeMachine } from '../measure/machine';
import { Children } from '../processes/children';
import { printSection } from '../report/print-section';
import { type Options, readOptions, usage } from './command-line';
import { deleteComments } from './measure/comments';
import { countWork } from './measure/counts';
import { checkAnswers } from './measure/equal-answers';
import { Loading } from './measure/loading';
import { measureSides } from './measure/passes';
import { reads, write } from './operations';
import { graphSection } from './report';
import { startGraphSide } from './world/graph-side';
import { People } from './world/people';
import { startRestServices, startRestSide } from './world/rest-side';
import { type Side } from './world/side';
import { startSystem, type System } from './world/system';

const folder = join(outputFolder, 'graph');
const progress = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<void> {
  const names = reads.map(({ name }) => name);
  const options = readOptions(process.argv.slice(2), names);
  if (!options) return void process.stdout.write(usage(names));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await using children = new Children(folder);
  process.once('exit', () => children.killAll());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupt(children));
  await run(children, options);
}

async function run(children: Children, options: Options): Promise<void> {
  const operations = reads.filter(({ name }) => options.only.includes(name));
  progress(`Starting the system with ${options.scale} times the demo data`);
  const system = await startSystem(children, folder, options.scale);
  const services = await startRestServices(system, options.prepared);
  const off = await startGraphSide(system, false);
  const on = await startGraphSide(system, true);
  const aggregator = await startRestSide(system, services);
  const sides = [off, on, aggregator];
  const people = new People(`${off.origin}/graphql`);
  const loading = new Loading(children.fork(join(__dirname, 'load', 'main.js')), people);

  await checkAnswers(sides, operations, people);
  progress('All sides answer the same');
  for (const side of sides) {
    progress(`Warming up ${side.name}`);
    await loading.send(side, [...operations, write], { requests: options.warmUp, connections: 8 });
  }
  await deleteComments(system);
  const measured = await measureSides(system, loading, sides, operations, options, progress);
  progress('Counting statements and requests');
  const count = (side: Side) =>
    side === aggregator
      ? countWork(system, loading, operations, services.urls, (urls) => startRestSide(system, services, urls))
      : countWork(system, loading, operations, system.serviceUrls, (urls) =>
          startGraphSide(system, side === on, urls),
        );
  const results = [];
  for (const [side, costs] of measured) results.push({ side, measured: costs, counts: await count(side) });
  const section = graphSection(operations, results, notesOf(system, options));
  process.stdout.write(printSection(section));
  writeFileSync(join(outputFolder, 'graph.json'), JSON.stringify(section.data, null, 2));
}

function notesOf(system: System, { rounds, requests, connections, prepared }: Options): string[] {
  return [
    describeMachine(),
    `Demo data times ${system.scale}; ${rounds} rounds of ${requests} requests over ${connections} connections; medians.`,
    `CPU of every process: front is the gateway or the aggregator.${prepared ? ' The aggregator prepares its statements.' : ''}`,
  ];
}

let isInterrupted = false;

async function interrupt(children: Children): Promise<void> {
  isInterrupted = true;
  progress('Stopping');
  await children[Symbol.asyncDispose]();
  process.exit(130);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    // What is under way fails then, which nobody has to read.
    if (isInterrupted) return;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
