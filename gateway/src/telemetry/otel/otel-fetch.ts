import { type Context, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { type FetchOutcome, type FetchTelemetry } from '../telemetry';
import { type Meters } from './meters';
import { traceparentOf } from './traceparent';

/** One fetch from a subgraph; each try is a span. It has the subgraph's name; where that is, nobody is told. */
export class OtelFetch implements FetchTelemetry {
  readonly #startedAtMs = performance.now();
  #span: Span;
  #tries = 0;

  constructor(
    private readonly subgraph: string,
    private readonly tracer: Tracer,
    private readonly parent: Context,
    private readonly meters: Meters,
  ) {
    this.#span = this.#begin();
  }

  onSend(): string {
    this.#tries += 1;
    if (this.#tries > 1) {
      this.#span.setStatus({ code: SpanStatusCode.ERROR, message: 'sent once more' }).end();
      this.#span = this.#begin().setAttribute('http.request.resend_count', this.#tries - 1);
    }
    return traceparentOf(this.#span);
  }

  end({ status, bytes, error }: FetchOutcome): void {
    const facts = {
      'nutgraf.subgraph.name': this.subgraph,
      'http.request.method': 'POST',
      ...(status !== undefined && { 'http.response.status_code': status }),
      ...(error !== undefined && { 'error.type': error }),
    };
    this.meters.fetchDuration.record((performance.now() - this.#startedAtMs) / 1_000, facts);
    this.#span.setAttributes(facts);
    if (bytes !== undefined) this.#span.setAttribute('http.response.body.size', bytes);
    if (error !== undefined || (status ?? 0) >= 400) this.#span.setStatus({ code: SpanStatusCode.ERROR });
    this.#span.end();
  }

  #begin(): Span {
    const attributes = { 'nutgraf.subgraph.name': this.subgraph };
    return this.tracer.startSpan(
      `fetch ${this.subgraph}`,
      { kind: SpanKind.CLIENT, attributes },
      this.parent,
    );
  }
}
