import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, usage } from './command-line';
import { outputFolder } from './folders';
import { allGateways } from './gateways/all-gateways';
import { type GatewayKind, ourNodeFlags } from './gateways/gateway-kind';
import { installPeers } from './gateways/install-peers';
import { describeMachine } from './measure/machine';
import { drawChart } from './report/chart';
import { printSection } from './report/print-section';
import { type Section } from './report/section';
import { allScenarios } from './scenarios/all-scenarios';
import { Session } from './session';
import { World } from './world';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), {
    gateways: allGateways.map(({ name }) => name),
    scenarios: allScenarios.map(({ name }) => name),
  });
  if (!options) {
    process.stdout.write(usage(allGateways, allScenarios));
    return;
  }
  const asked = allGateways.filter(({ name }) => options.only.includes(name));
  if (asked.some(({ isOurs }) => !isOurs) && !(await installPeers())) {
    process.stderr.write('npm could not install the other gateways.\n');
  }
  const facts: string[] = [
    describeMachine(),
    `Nutgraf sets for Node, and the floor has too: ${ourNodeFlags.join(' ')}`,
  ];
  const installed = asked.filter((kind) => isInstalled(kind, facts));
  process.stdout.write(`${facts.join('\n')}\n\n`);

  rmSync(outputFolder, { recursive: true, force: true });
  mkdirSync(outputFolder, { recursive: true });
  const world = new World(join(outputFolder, 'logs'));
  process.once('exit', () => world.children.killAll());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void interrupt(world));
  const sections: Record<string, Section> = {};
  try {
    const session = new Session(world, options, installed);
    for (const scenario of allScenarios.filter(({ name }) => options.scenarios.includes(name))) {
      session.progress(`${scenario.name}: ${scenario.about}`);
      const section = await scenario.run(session);
      process.stdout.write(printSection(section));
      sections[scenario.name] = section;
      save(facts, sections);
    }
  } finally {
    await world[Symbol.asyncDispose]();
  }
}

let isInterrupted = false;

async function interrupt(world: World): Promise<void> {
  isInterrupted = true;
  process.stderr.write('Stopping\n');
  await world[Symbol.asyncDispose]();
  process.exit(130);
}

/** Adds what is known of a gateway to the facts. */
function isInstalled(kind: GatewayKind, facts: string[]): boolean {
  try {
    facts.push(`${kind.title}: ${kind.version()}`);
    return true;
  } catch (error) {
    facts.push(`${kind.title}: not measured: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function save(facts: readonly string[], sections: Readonly<Record<string, Section>>): void {
  const data = Object.fromEntries(Object.entries(sections).map(([name, section]) => [name, section.data]));
  writeFileSync(join(outputFolder, 'gateway.json'), JSON.stringify({ facts, ...data }, null, 2));
  const chart = drawChart(data);
  if (chart) writeFileSync(join(outputFolder, 'gateway.svg'), chart);
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
