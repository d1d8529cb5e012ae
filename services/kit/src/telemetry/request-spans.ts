import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/**
 * A span of kind SERVER for each request, by OpenTelemetry's conventions for HTTP, in the trace that its `traceparent`
 * names. It lasts until the answer is sent, or whoever asked has left. What other services ask in the background, so in no
 * trace, has none.
 */
export function requestSpans(tracer: Tracer): (app: FastifyInstance) => void {
  return (app) => {
    const contexts = new WeakMap<FastifyRequest, Context>();
    app.addHook('onRequest', (request, reply, done) => {
      const parent = propagation.extract(ROOT_CONTEXT, request.headers);
      if (isBackground(request, parent)) return done();
      const span = startSpan(tracer, request, parent);
      const own = trace.setSpan(parent, span);
      // For all that comes after, logs and calls of other services too, this span is where the request comes from.
      delete request.headers.tracestate;
      propagation.inject(own, request.headers);
      contexts.set(request, own);
      reply.raw.once('close', () => endSpan(span, reply));
      done();
    });
    // Not before: what reads a body's bytes works in the context of its connection.
    app.addHook('preHandler', (request, _reply, done) => {
      const own = contexts.get(request);
      if (own) context.with(own, done);
      else done();
    });
  };
}

/** Services follow each other's events by waiting requests, of which there is always one: they would be most of all spans. */
function isBackground({ routeOptions }: FastifyRequest, parent: Context): boolean {
  return routeOptions.url?.startsWith('/internal/') === true && !trace.getSpanContext(parent);
}

function startSpan(tracer: Tracer, { method, routeOptions }: FastifyRequest, parent: Context): Span {
  const route = routeOptions.url ?? '';
  const attributes = {
    'http.request.method': method,
    'http.route': route,
    // Our routes have no parameters; the query is left out.
    'url.path': route,
    'url.scheme': 'http',
  };
  return tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
}

function endSpan(span: Span, { raw, statusCode }: FastifyReply): void {
  if (raw.writableFinished) span.setAttribute('http.response.status_code', statusCode);
  const errorType = raw.writableFinished ? String(statusCode) : 'client_left';
  if (!raw.writableFinished || statusCode >= 500) {
    span.setAttribute('error.type', errorType);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}
