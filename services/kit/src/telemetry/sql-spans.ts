import { SpanStatusCode } from '@opentelemetry/api';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { BatchSpanProcessor, type Span } from '@opentelemetry/sdk-trace-node';
import { Client } from 'pg';

/**
 * Makes a span of every SQL statement that runs for a request, with its text and no values. Those of background work would
 * be traces of one span each: they make none.
 */
export function traceSql(): void {
  // Not by its hook on `require`, which all of the process would pay for and which finds only what is loaded later.
  const instrumentation = new PgInstrumentation({
    enabled: false,
    requireParentSpan: true,
    ignoreConnectSpans: true,
  });
  const pg = instrumentation.getModuleDefinitions().find(({ name }) => name === 'pg');
  pg?.patch?.({ Client });
}

/** Batches of spans in which no error has a message: PostgreSQL's quote the values that it could not read. */
export class DiscreetBatches extends BatchSpanProcessor {
  onEnding(span: Span): void {
    if (span.status.code === SpanStatusCode.ERROR) span.setStatus({ code: SpanStatusCode.ERROR });
  }
}
