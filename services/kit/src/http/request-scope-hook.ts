import { headers } from '@nutgraf/contract/headers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestScope, type TraceHeaders } from '../request-scope';

/** More than any gateway waits; a longer time would overflow Node's timers. */
const longestMs = 600_000;

/** A Fastify `preHandler`: what follows works for this request, and no longer than somebody waits for it. */
export function beginRequestScope(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const scope = new RequestScope(limitOf(request.headers[headers.deadline]), traceOf(request));
  if (request.raw.socket.destroyed) scope.leave();
  reply.raw.once('close', () => (reply.raw.writableFinished ? scope.finish() : scope.leave()));
  scope.run(done);
}

/** Whatever is no number of milliseconds is no deadline: the header is not signed, and may only shorten the work. */
function limitOf(value: string | string[] | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\d+$/.test(value)) return undefined;
  return Math.min(Number(value), longestMs);
}

function traceOf({ headers: { traceparent, tracestate } }: FastifyRequest): TraceHeaders {
  if (typeof traceparent !== 'string') return {};
  return { traceparent, ...(typeof tracestate === 'string' && { tracestate }) };
}
