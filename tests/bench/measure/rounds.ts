import { type RunningGateway } from '../gateways/running-gateway';
import { type LoadedOperation } from '../load/load-calls';
import { type Session } from '../session';
import { cpuMsOf } from './proc';
import { percentile, type Spread, spread } from './statistics';

/** What one gateway did in one round. */
interface Round {
  /** Processor time, user and system, of the gateway and what it started. */
  readonly cpuMs: number;
  readonly requestsPerSecond: number;
  /** In milliseconds. */
  readonly latencies: readonly number[];
  readonly subgraphRequests: number;
  readonly subgraphBytes: number;
}

/** What one gateway did, all of it for one request. */
export interface Result {
  readonly cpuMs: Spread;
  readonly requestsPerSecond: Spread;
  readonly p50Ms: Spread;
  readonly p99Ms: Spread;
  /** Of all rounds together, for one round has too few requests. */
  readonly p999Ms: number;
  readonly subgraphRequests: number;
  /** Bodies of requests and answers. */
  readonly subgraphBytes: number;
}

export interface Load {
  readonly connections: number;
  readonly requests: number;
  readonly operations: readonly LoadedOperation[];
}

/**
 * Loads one gateway after the other, round by round, so that what disturbs the machine meets all of them.
 * @throws Error when an answer is wrong
 */
export async function measureRounds<Gateway extends RunningGateway>(
  session: Session,
  gateways: readonly Gateway[],
  rounds: number,
  load: Load,
): Promise<ReadonlyMap<Gateway, Result>> {
  const results = new Map<Gateway, Round[]>(gateways.map((gateway) => [gateway, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const [gateway, all] of results) all.push(await measureRound(session, gateway, load));
    const costs = [...results].map(([{ kind }, all]) => `${kind.name} ${all.at(-1)!.cpuMs.toFixed(2)}`);
    session.progress(`round ${round}/${rounds}, ${load.connections} connections: ${costs.join(', ')} ms CPU`);
  }
  return new Map([...results].map(([gateway, all]) => [gateway, summarize(all)]));
}

/** Loads one gateway while the others rest. @throws Error when an answer is wrong */
export async function measureRound({ world }: Session, gateway: RunningGateway, load: Load): Promise<Round> {
  const graph = await world.graph('benchmark');
  const trafficBefore = await graph.traffic();
  const cpuBefore = cpuMsOf(gateway.pid);
  const { latencies, wallMs, wrong, firstWrong } = await world.load({ url: gateway.url, ...load });
  const cpuMs = cpuMsOf(gateway.pid) - cpuBefore;
  const traffic = await graph.traffic();
  if (wrong > 0) throw new Error(`${gateway.kind.title}: ${wrong} wrong answers, the first ${firstWrong}`);
  return {
    cpuMs: cpuMs / load.requests,
    requestsPerSecond: (load.requests / wallMs) * 1_000,
    latencies,
    subgraphRequests: (traffic.requests - trafficBefore.requests) / load.requests,
    subgraphBytes: (traffic.bytes - trafficBefore.bytes) / load.requests,
  };
}

function summarize(rounds: readonly Round[]): Result {
  const of = (value: (round: Round) => number) => spread(rounds.map(value));
  return {
    cpuMs: of(({ cpuMs }) => cpuMs),
    requestsPerSecond: of(({ requestsPerSecond }) => requestsPerSecond),
    p50Ms: of(({ latencies }) => percentile(latencies, 0.5)),
    p99Ms: of(({ latencies }) => percentile(latencies, 0.99)),
    p999Ms: percentile(
      rounds.flatMap(({ latencies }) => latencies),
      0.999,
    ),
    subgraphRequests: of(({ subgraphRequests }) => subgraphRequests).median,
    subgraphBytes: of(({ subgraphBytes }) => subgraphBytes).median,
  };
}
