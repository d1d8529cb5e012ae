import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { parseTraceParent, TraceState } from '@opentelemetry/core';
import { type IncomingHttpHeaders } from 'node:http';
import { type AccessRecord } from '../access-log';
import { type FetchTelemetry, type RequestTelemetry } from '../telemetry';
import { type TraceContext } from '../trace-context';
import { KnownNames } from './known-names';
import { type Meters } from './meters';
import { OtelFetch } from './otel-fetch';
import { traceparentOf } from './traceparent';

/** Operations and clients that metrics know by name, of all that ever asked. */
const operationNames = new KnownNames(500);
const clientNames = new KnownNames(50);

/** One request as a span, with one for its plan if it had to be made, and one for each fetch. */
export class OtelRequest implements RequestTelemetry {
  readonly trace: TraceContext;
  readonly #span: Span;
  readonly #context: Context;

  constructor(
    headers: IncomingHttpHeaders,
    private readonly tracer: Tracer,
    private readonly meters: Meters,
  ) {
    const parent = parentOf(headers);
    this.#span = tracer.startSpan('POST /graphql', { kind: SpanKind.SERVER }, parent);
    this.#context = trace.setSpan(parent, this.#span);
    const { traceId, traceState } = this.#span.spanContext();
    const tracestate = traceState?.serialize();
    this.trace = { traceId, traceparent: traceparentOf(this.#span), ...(tracestate && { tracestate }) };
    meters.activeRequests.add(1);
  }

  onPrepared(sinceMs: number, wasMade: boolean): void {
    this.meters.planLookups.add(1, { 'nutgraf.plan.cached': !wasMade });
    if (!wasMade) return;
    const now = performance.now();
    this.meters.planDuration.record((now - sinceMs) / 1_000);
    const startTime = performance.timeOrigin + sinceMs;
    this.tracer
      .startSpan('graphql plan', { kind: SpanKind.INTERNAL, startTime }, this.#context)
      .end(performance.timeOrigin + now);
  }

  beginFetch(subgraph: string): FetchTelemetry {
    return new OtelFetch(subgraph, this.tracer, this.#context, this.meters);
  }

  end({ operationName, operationType, status, ms, errorCode, client }: AccessRecord): void {
    const { meters } = this;
    const type = operationType === undefined ? {} : { 'graphql.operation.type': operationType };
    const failure = errorCode === undefined ? {} : { 'error.type': errorCode };
    const facts = { 'http.response.status_code': status, ...type, ...failure };
    meters.activeRequests.add(-1);
    meters.requestDuration.record(ms / 1_000, {
      ...facts,
      'graphql.operation.name':
        operationType === undefined ? '' : operationNames.nameFor(operationName ?? ''),
      'nutgraf.client.name': client?.name === undefined ? '' : clientNames.nameFor(client.name),
    });
    if (errorCode !== undefined) meters.rejections.add(1, failure);
    this.#endSpan(facts, { operationName, operationType, client });
    if (status >= 500) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
  }

  #endSpan(
    facts: Record<string, string | number>,
    {
      operationName,
      operationType,
      client,
    }: Pick<AccessRecord, 'operationName' | 'operationType' | 'client'>,
  ): void {
    this.#span.setAttributes({ 'http.route': '/graphql', ...facts });
    if (operationName !== undefined) this.#span.setAttribute('graphql.operation.name', operationName);
    if (client?.name !== undefined) this.#span.setAttribute('nutgraf.client.name', client.name);
    if (client?.version !== undefined) this.#span.setAttribute('nutgraf.client.version', client.version);
    if (operationType !== undefined)
      this.#span.updateName([operationType, operationName].filter(Boolean).join(' '));
  }
}

/** W3C Trace Context: the caller's span is the parent, if it can be read. */
function parentOf({ traceparent, tracestate }: IncomingHttpHeaders): Context {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  if (!parent) return ROOT_CONTEXT;
  const traceState = tracestate === undefined ? undefined : new TraceState(String(tracestate));
  return trace.setSpanContext(ROOT_CONTEXT, {
    ...parent,
    isRemote: true,
    ...(traceState && { traceState }),
  });
}
