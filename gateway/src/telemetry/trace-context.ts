import { randomBytes } from 'node:crypto';

/** Place of one request in a distributed trace. https://www.w3.org/TR/trace-context/ */
export interface TraceContext {
  /** 32 hex digits; the same in every service that works on the request. */
  readonly traceId: string;
  /** Header value for calls made on behalf of the request: the same trace, this gateway as parent. */
  readonly traceparent: string;
}

const format = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Continues the trace of an incoming `traceparent` header, or starts one if there is none that can be read. */
export function continueTrace(traceparent: string | undefined): TraceContext {
  const [, traceId = randomBytes(16).toString('hex'), flags = '00'] = format.exec(traceparent ?? '') ?? [];
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}` };
}
