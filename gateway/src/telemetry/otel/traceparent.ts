import { type Span } from '@opentelemetry/api';

/** Header value (W3C Trace Context) that makes a span the parent of what its receiver does. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-0${(traceFlags & 1).toString(16)}`;
}
