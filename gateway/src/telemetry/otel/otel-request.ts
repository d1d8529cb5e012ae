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
import { type FetchFacts } from '../../cache/fetch-tally';
import { type AccessRecord } from '../access-log';
import { type FetchTelemetry, type RequestTelemetry } from '../telemetry';
import { type TraceContext } from '../trace-context';
import { type KnownNames } from './known-names';
import { type Meters } from './meters';
import { OtelFetch } from './otel-fetch';
import { tellCachedFetch } from './otel-cache';
import { traceparentOf } from './traceparent';

/** What requests are told with. */
export interface Means {
  readonly tracer: Tracer;
  readonly meters: Meters;
  readonly operationNames: KnownNames;
  readonly clientNames: KnownNames;
  /** Subgraphs of strangers make codes of their own. */
  readonly errorCodes: KnownNames;
}

/** One request as a span, with one for its plan if it had to be made, and one for each fetch. */
export class OtelRequest implements RequestTelemetry {
  readonly trace: TraceContext;
  readonly #span: Span;
  readonly #context: Context;
  #hasPlan = false;

  constructor(
    headers: IncomingHttpHeaders,
    private readonly means: Means,
  ) {
    const parent = parentOf(headers);
    this.#span = means.tracer.startSpan('graphql', { kind: SpanKind.SERVER }, parent);
    this.#context = trace.setSpan(parent, this.#span);
    const { traceId, traceState } = this.#span.spanContext();
    const tracestate = traceState?.serialize();
    this.trace = { traceId, traceparent: traceparentOf(this.#span), ...(tracestate && { tracestate }) };
    means.meters.activeRequests.add(1);
  }

  onPrepared(sinceMs: number, wasMade: boolean): void {
    const { meters, tracer } = this.means;
    this.#hasPlan = true;
    meters.planLookups.add(1, { 'nutgraf.plan.cached': !wasMade });
    if (!wasMade) return;
    const now = performance.now();
    meters.planDuration.record((now - sinceMs) / 1_000);
    const startTime = performance.timeOrigin + sinceMs;
    const span = tracer.startSpan('graphql plan', { kind: SpanKind.INTERNAL, startTime }, this.#context);
    span.end(performance.timeOrigin + now);
  }

  beginFetch(subgraph: string): FetchTelemetry {
    return new OtelFetch(subgraph, this.means.tracer, this.#context, this.means.meters);
  }

  onCachedFetch(facts: FetchFacts): void {
    tellCachedFetch(facts, this.means, this.#context);
  }

  end(record: AccessRecord): void {
    const { operationName, operationType, clientName, clientVersion, status, ms, errorCode } = record;
    const { meters, operationNames, clientNames, errorCodes } = this.means;
    const facts = {
      'http.response.status_code': status,
      ...(operationType !== undefined && { 'graphql.operation.type': operationType }),
      ...(errorCode !== undefined && { 'error.type': errorCodes.nameFor(errorCode) }),
    };
    meters.activeRequests.add(-1);
    meters.requestDuration.record(ms / 1_000, {
      ...facts,
      // What was refused is a name of anybody's choice.
      'graphql.operation.name': this.#hasPlan ? operationNames.nameFor(operationName ?? '') : '',
      'nutgraf.client.name': this.#hasPlan ? clientNames.nameFor(clientName ?? '') : '',
    });
    if (errorCode !== undefined) meters.rejections.add(1, { 'error.type': errorCodes.nameFor(errorCode) });
    this.#span.setAttributes({
      'http.route': '/graphql',
      ...facts,
      ...(operationName !== undefined && { 'graphql.operation.name': operationName }),
      ...(clientName !== undefined && { 'nutgraf.client.name': clientName }),
      ...(clientVersion !== undefined && { 'nutgraf.client.version': clientVersion }),
    });
    // Names of spans are few: the operation's own is an attribute.
    if (operationType !== undefined) this.#span.updateName(operationType);
    if (status >= 499) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
  }
}

/** W3C Trace Context: the caller's span is the parent, if it can be read. */
function parentOf({ traceparent, tracestate }: IncomingHttpHeaders): Context {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  if (!parent) return ROOT_CONTEXT;
  const traceState = tracestate === undefined ? undefined : new TraceState(String(tracestate));
  return trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true, ...(traceState && { traceState }) });
}
