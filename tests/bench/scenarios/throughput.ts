import { type RunningGateway } from '../gateways/running-gateway';
import { type LoadedOperation } from '../load/load-calls';
import { cpuMsOf } from '../measure/proc';
import { type World } from '../world';

/** What one gateway did in one round. */
export interface Round {
  /** Processor time, user and system, of the gateway and what it started. */
  readonly cpuMsPerRequest: number;
  readonly requestsPerSecond: number;
  /** In milliseconds. */
  readonly latencies: readonly number[];
  readonly subgraphRequests: number;
  readonly subgraphBytes: number;
}

interface Load {
  readonly connections: number;
  readonly requests: number;
  readonly operations: readonly LoadedOperation[];
}

/** Loads one gateway while the others rest. */
export async function measureRound(world: World, { pid, url }: RunningGateway, load: Load): Promise<Round> {
  const trafficBefore = await world.traffic();
  const cpuBefore = cpuMsOf(pid);
  const { latencies, wallMs } = await world.load({ url, ...load });
  const cpuMs = cpuMsOf(pid) - cpuBefore;
  const traffic = await world.traffic();
  return {
    cpuMsPerRequest: cpuMs / load.requests,
    requestsPerSecond: (load.requests / wallMs) * 1_000,
    latencies,
    subgraphRequests: (traffic.requests - trafficBefore.requests) / load.requests,
    subgraphBytes: (traffic.bytes - trafficBefore.bytes) / load.requests,
  };
}
