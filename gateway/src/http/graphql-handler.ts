import { type HTTPGraphQLRequest, type HTTPGraphQLResponse, HeaderMap } from '@apollo/server';
import { isUtf8 } from 'node:buffer';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type ClientCall } from '../operation/client-call';
import { continueTrace } from '../telemetry/trace-context';
import { type AccessRecord } from '../telemetry/access-log';
import { answerError } from './answer';
import { clientSignal } from './client-signal';
import { requireJson } from './content-type';
import { HttpError } from './http-error';
import { readBody } from './request-body';
import { traceErrors } from './trace-errors';

/** Asks for the plan in `extensions.queryPlan`, where configuration allows it. */
const queryPlanHeader = 'nutgraf-query-plan';

export interface GraphqlHandlerOptions {
  /** Largest body in bytes, before and after inflating. */
  readonly bodyLimitBytes: number;
  /** Time for a whole operation, in milliseconds. */
  readonly deadlineMs: number;
  /** Answers one GraphQL request. */
  serve(request: HTTPGraphQLRequest, call: ClientCall): Promise<HTTPGraphQLResponse>;
  /** Called once for each request, when its answer is out. */
  onAnswered(record: AccessRecord): void;
  /** Told of what no client may see. */
  onFault(error: unknown, traceId: string): void;
}

/** GraphQL over HTTP on bare Node.js: reads the request, has it served, writes the answer. */
export function graphqlHandler(
  options: GraphqlHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const startedAtMs = performance.now();
    const call: ClientCall = {
      trace: continueTrace(firstOf(request.headers.traceparent)),
      authorization: request.headers.authorization,
      signal: clientSignal(response),
      deadlineAtMs: startedAtMs + options.deadlineMs,
      wantsPlan: request.headers[queryPlanHeader] === 'true',
      outcome: {},
    };
    const { traceId } = call.trace;
    try {
      const answer = await options.serve(await readOperation(request, options.bodyLimitBytes), call);
      await write(response, answer, call);
    } catch (error) {
      fail(response, error, call, options);
    }
    const status = call.signal.aborted ? 499 : response.statusCode;
    const ms = performance.now() - startedAtMs;
    const { operationName, errorCode } = call.outcome;
    options.onAnswered({ traceId, operationName, status, ms, errorCode });
  };
}

async function readOperation(request: IncomingMessage, bodyLimitBytes: number): Promise<HTTPGraphQLRequest> {
  const { method = 'GET', url = '/' } = request;
  const query = url.indexOf('?');
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const body = method === 'POST' ? await readJson(request, bodyLimitBytes) : undefined;
  return { method, headers, search: query === -1 ? '' : url.slice(query), body };
}

async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  requireJson(request.headers['content-type']);
  const body = await readBody(request, limitBytes);
  if (!isUtf8(body)) throw new HttpError(400, 'BAD_REQUEST', 'The request body is not valid UTF-8.');
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', 'The request body is not valid JSON.');
  }
}

async function write(response: ServerResponse, answer: HTTPGraphQLResponse, call: ClientCall): Promise<void> {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  if (answer.body.kind === 'complete') {
    const { string } = answer.body;
    const text = response.statusCode < 400 ? string : traceErrors(string, call);
    response.setHeader('content-length', Buffer.byteLength(text));
    response.end(text);
    return;
  }
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

function fail(
  response: ServerResponse,
  error: unknown,
  call: ClientCall,
  options: GraphqlHandlerOptions,
): void {
  if (call.signal.aborted) return;
  const { traceId } = call.trace;
  if (!(error instanceof HttpError)) options.onFault(error, traceId);
  const answer =
    error instanceof HttpError ? error : new HttpError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
  call.outcome.errorCode = answer.code;
  if (response.headersSent) response.destroy();
  else answerError(response, answer, traceId);
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
