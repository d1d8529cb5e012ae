import { type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findFreePort } from '@nutgraf/stack/free-port';
import { type LoadedOperation } from '../load/load-calls';
import { type GraphName } from '../scenario/graphs';
import { type World } from '../world';
import { type GatewayKind, ourNodeFlags } from './gateway-kind';

/** A gateway that answers. */
export interface RunningGateway {
  readonly kind: GatewayKind;
  readonly pid: number;
  readonly child: ChildProcess;
  readonly url: string;
  /** From the start of its process to its first right answer. */
  readonly firstAnswerMs: number;
}

interface StartOptions {
  /** Which graph it serves, the benchmark's by default. */
  readonly graph?: GraphName;
  readonly extraNodeFlags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const patienceMs = 60_000;

/**
 * Starts a gateway and waits for a right answer.
 * @throws Error with the end of its log when there is none within a minute
 */
export async function startGateway(
  world: World,
  kind: GatewayKind,
  operation: LoadedOperation,
  { graph = 'benchmark', extraNodeFlags = [], env = {} }: StartOptions = {},
): Promise<RunningGateway> {
  const port = await findFreePort();
  const { supergraphFile, urls } = await world.graph(graph);
  const launch = kind.launch({
    port,
    folder: world.folder,
    supergraphFile,
    subgraphs: urls,
    nodeFlags: [...(kind.hasOurNodeFlags ? ourNodeFlags : []), ...extraNodeFlags],
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  const start = performance.now();
  const child = world.children.start(kind.name, { ...launch, env: { ...launch.env, ...env } });
  let trouble: Error | string | undefined;
  while (performance.now() - start < patienceMs && child.exitCode === null && child.pid !== undefined) {
    try {
      const { wrong, firstWrong } = await world.load({
        url,
        connections: 1,
        requests: 1,
        operations: [operation],
      });
      if (wrong === 0) return { kind, child, pid: child.pid, url, firstAnswerMs: performance.now() - start };
      trouble = firstWrong;
    } catch (error) {
      trouble = error as Error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await world.children.stop(child);
  const log = readFileSync(world.children.logFile(kind.name), 'utf8').slice(-600);
  const last = trouble instanceof Error ? trouble.message : trouble;
  throw new Error(`${kind.title} gave no right answer: ${last}\n${log}`);
}
