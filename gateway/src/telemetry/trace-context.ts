import { randomFillSync } from 'node:crypto';

/** Place of one request in a distributed trace. https://www.w3.org/TR/trace-context/ */
export interface TraceContext {
  /** 32 hex digits; the same in every service that works on the request. */
  readonly traceId: string;
  /** Header value for calls made on behalf of the request: the same trace, this gateway as parent. */
  readonly traceparent: string;
  /** Of the caller and for whoever is called: what others keep with the trace (`tracestate`). */
  readonly tracestate?: string | undefined;
}

const format = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Longer ones may be dropped (section 3.3.1.5). */
const longestState = 512;

/**
 * Continues the trace of an incoming `traceparent` header, or starts one if there is none that can be read.
 * @param tracestate of the same request; it goes with a `traceparent` alone
 */
export function continueTrace(traceparent: string | undefined, tracestate?: string): TraceContext {
  const [isContinued, traceId = randomHex(16), flags = '00'] = format.exec(traceparent ?? '') ?? [];
  const context = { traceId, traceparent: `00-${traceId}-${randomHex(8)}-${flags}` };
  if (!isContinued || !tracestate || tracestate.length > longestState) return context;
  return { ...context, tracestate };
}

/** Random bytes of many traces: to ask for each id's own takes longer than all the rest. */
const pool = Buffer.alloc(6_144);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}
