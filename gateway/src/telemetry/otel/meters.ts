import { type Meter } from '@opentelemetry/api';

/** Seconds, as OpenTelemetry recommends for the duration of requests. */
const seconds = {
  unit: 's',
  advice: {
    explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  },
};

/** Everything that is counted. Names by OpenTelemetry's semantic conventions, where they have one. */
export function createMeters(meter: Meter) {
  watchProcess(meter);
  return {
    requestDuration: meter.createHistogram('http.server.request.duration', {
      description: 'Requests to the graph, by operation, client, status and error code.',
      ...seconds,
    }),
    activeRequests: meter.createUpDownCounter('http.server.active_requests', {
      description: 'Requests to the graph that are under way.',
      unit: '{request}',
    }),
    fetchDuration: meter.createHistogram('http.client.request.duration', {
      description: 'Fetches from subgraphs with all their tries, by subgraph, status and error code.',
      ...seconds,
    }),
    planLookups: meter.createCounter('nutgraf.plan.lookups', {
      description: 'Operations that needed their plan, and whether it was there.',
      unit: '{operation}',
    }),
    planDuration: meter.createHistogram('nutgraf.plan.duration', {
      description: 'Waiting for plans that had to be made.',
      ...seconds,
    }),
    rejections: meter.createCounter('nutgraf.request.errors', {
      description: 'Answers with errors, by the code of the first.',
      unit: '{request}',
    }),
    breakerChanges: meter.createCounter('nutgraf.breaker.changes', {
      description: 'Changes of circuit breakers, by subgraph and new state.',
      unit: '{change}',
    }),
    cachePieces: meter.createCounter('nutgraf.cache.pieces', {
      description:
        'Entities and root fields that were looked for, by subgraph, type and what became of them.',
      unit: '{piece}',
    }),
    cacheDuration: meter.createHistogram('nutgraf.cache.fetch.duration', {
      description:
        'Fetches that the cache took part in, by subgraph, type and whether the subgraph was asked.',
      ...seconds,
    }),
    cacheServed: meter.createCounter('nutgraf.cache.served', {
      description: 'Bytes that subgraphs were not asked for.',
      unit: 'By',
    }),
    cacheStored: meter.createCounter('nutgraf.cache.stored', {
      description: 'Bytes that were kept, as they are in Redis.',
      unit: 'By',
    }),
    cacheRefused: meter.createCounter('nutgraf.cache.refused', {
      description: 'Entries that were not kept, and why.',
      unit: '{entry}',
    }),
    cacheAway: meter.createCounter('nutgraf.cache.away', {
      description: 'Times that Redis was given up.',
      unit: '{time}',
    }),
    cacheAwayDuration: meter.createHistogram('nutgraf.cache.away.duration', {
      description: 'How long the gateway did without Redis.',
      unit: 's',
    }),
    retries: meter.createCounter('nutgraf.fetch.retries', {
      description: 'Queries that were sent to a subgraph once more.',
      unit: '{retry}',
    }),
  };
}

export type Meters = ReturnType<typeof createMeters>;

function watchProcess(meter: Meter): void {
  let last = performance.eventLoopUtilization();
  meter
    .createObservableGauge('nodejs.eventloop.utilization', {
      description: 'Share of the time since the last look in which the event loop was busy.',
      unit: '1',
    })
    .addCallback((result) => {
      const now = performance.eventLoopUtilization();
      result.observe(performance.eventLoopUtilization(now, last).utilization);
      last = now;
    });
  meter
    .createObservableGauge('v8js.memory.heap.used', { description: 'Heap of V8 in use.', unit: 'By' })
    .addCallback((result) => result.observe(process.memoryUsage().heapUsed));
}
