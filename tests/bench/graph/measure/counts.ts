import { type Operation } from '../operations';
import { type Side } from '../world/side';
import { type ByService, type System } from '../world/system';
import { startCountingProxies } from './counting-proxy';
import { type Loading } from './loading';
import { countStatements, logStatements } from './statement-log';

/** What one request makes a side do. */
export interface Counts {
  readonly statements: number;
  /** Requests to services. */
  readonly requests: number;
}

const repetitions = 10;

/** Counts in a pass of its own, since counting costs what is measured elsewhere. */
export async function countWork(
  system: System,
  loading: Loading,
  operations: readonly Operation[],
  targets: ByService<string>,
  startSide: (urls: ByService<string>) => Promise<Side>,
): Promise<ReadonlyMap<string, Counts>> {
  await using proxies = await startCountingProxies(targets);
  const side = await startSide(proxies.urls);
  const counts = new Map<string, Counts>();
  await logStatements(system, true);
  for (const operation of operations) {
    const send = (requests: number) => loading.send(side, [operation], { requests, connections: 1 });
    await send(3);
    const before = proxies.count();
    const statements = await countStatements(system, () => send(repetitions).then(() => undefined));
    counts.set(operation.name, {
      statements: statements / repetitions,
      requests: (proxies.count() - before) / repetitions,
    });
  }
  await logStatements(system, false);
  await side.stop();
  return counts;
}
