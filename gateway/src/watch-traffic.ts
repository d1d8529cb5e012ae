import { type Logger } from './telemetry/logger';
import { type TrafficTelemetry } from './telemetry/telemetry';
import { type TrafficObserver } from './upstream/subgraph-health';

/** Counts, and writes down when a subgraph stops being asked and when it is well again; not each probe in between. */
export function watchTraffic(logger: Logger, telemetry: TrafficTelemetry | undefined): TrafficObserver {
  return {
    onBreakerChange: (subgraph, state, previous) => {
      telemetry?.onBreakerChange(subgraph, state);
      if (state === 'closed') logger.info({ subgraph }, 'subgraph answers again');
      else if (previous === 'closed')
        logger.warn({ subgraph }, 'subgraph does not answer: not asked for now');
      else logger.debug({ subgraph, state }, 'subgraph probed');
    },
    onRetry: (subgraph) => {
      telemetry?.onRetry(subgraph);
      logger.debug({ subgraph }, 'query sent once more');
    },
  };
}
