import { type Context, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { type FetchOutcome, type FetchTelemetry } from '../telemetry';
import { type Meters } from './meters';
import { traceparentOf } from './traceparent';

/** One fetch from a subgraph as a span. Its name is the subgraph's; where that is, nobody is told. */
export class OtelFetch implements FetchTelemetry {
  readonly traceparent: string;
  readonly #span: Span;
  readonly #startedAtMs = performance.now();

  constructor(
    private readonly subgraph: string,
    tracer: Tracer,
    parent: Context,
    private readonly meters: Meters,
  ) {
    this.#span = tracer.startSpan(`fetch ${subgraph}`, { kind: SpanKind.CLIENT }, parent);
    this.traceparent = traceparentOf(this.#span);
  }

  end({ status, bytes, error }: FetchOutcome): void {
    const facts = {
      'nutgraf.subgraph': this.subgraph,
      ...(status !== undefined && { 'http.response.status_code': status }),
      ...(error !== undefined && { 'error.type': error }),
    };
    this.meters.fetchDuration.record((performance.now() - this.#startedAtMs) / 1_000, facts);
    this.#span.setAttributes({ 'http.request.method': 'POST', ...facts });
    if (bytes !== undefined) this.#span.setAttribute('http.response.body.size', bytes);
    if (error !== undefined) this.#span.setStatus({ code: SpanStatusCode.ERROR, message: error });
    this.#span.end();
  }
}
