import { type Context, SpanKind, type Tracer } from '@opentelemetry/api';
import { type FetchFacts } from '../../cache/fetch-tally';
import { type CacheTelemetry } from '../telemetry';
import { type Meters } from './meters';

/** One fetch that the cache took part in: a span, and what became of each type's pieces. */
export function tellCachedFetch(
  { subgraph, types, isWithoutCache, durationMs }: FetchFacts,
  { tracer, meters }: { readonly tracer: Tracer; readonly meters: Meters },
  parent: Context,
): void {
  const name = { 'nutgraf.subgraph.name': subgraph };
  let [hits, misses] = [0, 0];
  for (const [type, facts] of types) {
    const ofType = { ...name, 'graphql.type.name': type };
    const count = (outcome: string, pieces: number) =>
      pieces > 0 && meters.cachePieces.add(pieces, { ...ofType, 'nutgraf.cache.outcome': outcome });
    count('hit', facts.hits - facts.stale);
    count('stale', facts.stale);
    count('miss', facts.misses - facts.private);
    count('private', facts.private);
    if (facts.bytes > 0) meters.cacheServed.add(facts.bytes, ofType);
    const isAsked = isWithoutCache || facts.misses > 0;
    meters.cacheDuration.record(durationMs / 1_000, { ...ofType, 'nutgraf.cache.asked': isAsked });
    hits += facts.hits;
    misses += facts.misses;
  }
  const end = performance.timeOrigin + performance.now();
  const attributes = { ...name, 'nutgraf.cache.hits': hits, 'nutgraf.cache.misses': misses };
  tracer
    .startSpan(
      `cache ${subgraph}`,
      { kind: SpanKind.INTERNAL, startTime: end - durationMs, attributes },
      parent,
    )
    .end(end);
}

export function cacheTelemetry(meters: Meters): CacheTelemetry {
  return {
    onAway: () => meters.cacheAway.add(1),
    onBack: (awayMs) => meters.cacheAwayDuration.record(awayMs / 1_000),
    onStored: (bytes) => meters.cacheStored.add(bytes),
    onRefused: (reason) => meters.cacheRefused.add(1, { 'error.type': reason }),
  };
}
