import { type CacheCall } from '../cache/cache-call';
import { type CacheCaller } from '../cache/cache-caller';
import { type EntityCache } from '../cache/entity-cache';
import { Departure } from '../upstream/departure';
import { type Subgraphs } from '../upstream/subgraph-request';
import { AnswerHeaders } from './answer-headers';
import { type CacheCallers } from './cache-callers';
import { type CacheReport } from './cache-report';
import { type ClientCall, type OperationContext } from './client-call';

/** Milliseconds for what is fetched again when the client already has its answer. */
const backgroundMs = 10_000;

/**
 * Puts the cache before the subgraphs of one query.
 * @param subgraphsOf the subgraphs for a call, in the name of the same caller
 * @param report for who wants to see what the cache does
 */
export function cachedSubgraphs(
  cache: EntityCache,
  callers: CacheCallers,
  context: OperationContext,
  subgraphs: Subgraphs,
  subgraphsOf: (call: ClientCall) => Subgraphs,
  report?: CacheReport,
): Subgraphs {
  const { call } = context;
  // Writers tell this cache what is old, and no browser.
  call.answerHeaders.lifetime.keepFromBrowsers();
  const known = new Map<string, CacheCaller>();
  const cacheCall: CacheCall = {
    callerOf: (subgraph) => {
      const caller = known.get(subgraph) ?? callers.of(subgraph, context);
      known.set(subgraph, caller);
      return caller;
    },
    get hasLeft() {
      return call.departure.hasHappened;
    },
    get leftMs() {
      return Math.floor(call.deadlineAtMs - performance.now());
    },
    onKept: (cacheControl, age) => call.answerHeaders.lifetime.addKeptPart(cacheControl, age),
    background: () => subgraphsOf(inBackground(call)),
    observe: observerOf(call, report),
  };
  return cache.before(subgraphs, cacheCall);
}

function observerOf({ telemetry }: ClientCall, report: CacheReport | undefined): CacheCall['observe'] {
  if (!telemetry && !report) return undefined;
  return (facts) => {
    telemetry?.onCachedFetch(facts);
    report?.add(facts);
  };
}

/** The same call with time of its own, without a client who could leave or get anything of it. */
function inBackground(call: ClientCall): ClientCall {
  return {
    ...call,
    departure: new Departure(),
    deadlineAtMs: performance.now() + backgroundMs,
    answerHeaders: new AnswerHeaders(),
    telemetry: undefined,
    outcome: { fetches: 0 },
  };
}
