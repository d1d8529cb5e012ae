import { type HTTPGraphQLRequest, type HTTPGraphQLResponse } from '@apollo/server';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { AnswerHeaders } from '../operation/answer-headers';
import { ClientAnswer } from '../operation/client-answer';
import { type ClientCall } from '../operation/client-call';
import { continueTrace } from '../telemetry/trace-context';
import { type AccessRecord, brief, clientOf } from '../telemetry/access-log';
import { type Telemetry } from '../telemetry/telemetry';
import { type Departure } from '../upstream/departure';
import { type Admission } from './admission';
import { answerError } from './answer';
import { clientAddress } from './client-address';
import { clientDeparture } from './client-departure';
import { compress, type ContentCoding, preferredCoding } from './content-coding';
import { HttpError } from './http-error';
import { readOperation, type ReadOptions } from './read-operation';

/** Asks for the plan in `extensions.queryPlan`, where configuration allows it. */
const queryPlanHeader = 'nutgraf-query-plan';

/** Asks for what the operation costs in `extensions.cost`, where configuration allows it. */
const costHeader = 'nutgraf-cost';

/** Asks for what the cache did in `extensions.cache`, where configuration allows it. */
const cacheHeader = 'nutgraf-cache';

export interface GraphqlHandlerOptions extends ReadOptions {
  /** Time for a whole operation, in milliseconds. */
  readonly deadlineMs: number;
  /** How many operations may be under way. */
  readonly admission: Admission;
  /** Bytes from which on answers are compressed for who asks for it; `Infinity` for never. */
  readonly compressFromBytes: number;
  /** Proxies through which every request comes. */
  readonly trustedProxies: number;
  /** Answers one GraphQL request. */
  serve(request: HTTPGraphQLRequest, call: ClientCall): Promise<HTTPGraphQLResponse>;
  readonly telemetry?: Telemetry | undefined;
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
    const { headers } = request;
    const telemetry = options.telemetry?.begin(headers);
    const call: ClientCall = {
      trace: telemetry?.trace ?? continueTrace(firstOf(headers.traceparent), firstOf(headers.tracestate)),
      authorization: authorizationOf(request),
      headers,
      address: () => clientAddress(request, options.trustedProxies),
      departure: clientDeparture(response),
      deadlineAtMs: startedAtMs + options.deadlineMs,
      wantsPlan: headers[queryPlanHeader] === 'true',
      wantsCost: headers[costHeader] === 'true',
      wantsCache: headers[cacheHeader] === 'true',
      answer: new ClientAnswer(),
      answerHeaders: new AnswerHeaders(),
      telemetry,
      outcome: { fetches: 0 },
    };
    const { traceId } = call.trace;
    try {
      options.admission.requireRoom();
      const asked = await readOperation(request, options);
      options.admission.enter();
      try {
        await write(response, await options.serve(asked, call), call, options.compressFromBytes);
      } finally {
        options.admission.leave();
      }
    } catch (error) {
      fail(response, error, call, options);
    } finally {
      call.answer.release();
    }
    const status = call.departure.hasHappened ? 499 : response.statusCode;
    const ms = performance.now() - startedAtMs;
    const { operationName, operationType, fetches, errorCode } = call.outcome;
    const record: AccessRecord = {
      traceId,
      operationName: brief(operationName),
      operationType,
      ...clientOf(headers),
      fetches,
      status,
      ms,
      errorCode: brief(errorCode),
    };
    try {
      telemetry?.end(record);
      options.onAnswered(record);
    } catch (error) {
      options.onFault(error, traceId);
    }
  };
}

async function write(
  response: ServerResponse,
  { status, headers, body }: HTTPGraphQLResponse,
  { answer, answerHeaders, departure }: ClientCall,
  compressFromBytes: number,
): Promise<void> {
  const isWhole = body.kind === 'complete';
  if (isWhole && departure.hasHappened) return;
  // Before the headers, for it may fail.
  const bytes = isWhole ? answer.takeText(body.string) : undefined;
  for (const [name, value] of headers) response.setHeader(name, value);
  addHeaders(response, answerHeaders);
  response.statusCode = status ?? 200;
  if (isWhole) {
    const text = bytes ?? body.string;
    const encoding = bytes === undefined ? 'utf8' : 'latin1';
    const length = Buffer.byteLength(text, encoding);
    if (length >= compressFromBytes) {
      // Also where it is not compressed: whatever keeps answers has to keep them apart.
      response.appendHeader('vary', 'accept-encoding');
      const accepted = response.req.headers['accept-encoding'];
      const coding = accepted === undefined ? undefined : preferredCoding(accepted);
      if (coding) return writeCompressed(response, Buffer.from(text, encoding), coding, departure);
    }
    response.setHeader('content-length', length);
    // Node.js sends a text and the headers in one piece.
    response.end(text, encoding);
    return;
  }
  for await (const chunk of body.asyncIterator) {
    if (!response.write(chunk)) await drained(response);
    if (departure.hasHappened) return;
  }
  response.end();
}

/** Resolves, to nothing, when the answer is handed over. */
function writeCompressed(
  response: ServerResponse,
  bytes: Buffer,
  coding: ContentCoding,
  departure: Departure,
): Promise<void> {
  return new Promise((resolve, reject) => {
    compress(bytes, coding, (error, compressed) => {
      if (error) return reject(error);
      resolve();
      if (departure.hasHappened) return;
      response.setHeader('content-encoding', coding);
      response.setHeader('content-length', compressed.length);
      response.end(compressed);
    });
  });
}

/** A client that has left takes nothing any more, and is waited for no longer. */
function drained(response: ServerResponse): Promise<unknown> {
  return Promise.race([once(response, 'drain'), once(response, 'close')]);
}

function fail(
  response: ServerResponse,
  error: unknown,
  call: ClientCall,
  options: GraphqlHandlerOptions,
): void {
  if (call.departure.hasHappened) return;
  const { traceId } = call.trace;
  if (!(error instanceof HttpError)) options.onFault(error, traceId);
  const answer =
    error instanceof HttpError ? error : new HttpError(500, 'INTERNAL_SERVER_ERROR', 'Internal server error');
  call.outcome.errorCode = answer.code;
  if (response.headersSent) response.destroy();
  else {
    // A subgraph may have acted already: a session that it renewed is known by its new cookie alone.
    addHeaders(response, call.answerHeaders);
    answerError(response, answer, traceId);
  }
}

/** Adds what is not there yet. Cookies are one client's own, so nobody in between may keep the answer. */
function addHeaders(response: ServerResponse, { values, cookies }: AnswerHeaders): void {
  for (const [name, value] of values) if (!response.hasHeader(name)) response.setHeader(name, value);
  if (cookies.length === 0) return;
  response.appendHeader('set-cookie', cookies);
  response.setHeader('cache-control', 'no-store');
}

/** Node.js keeps the first of several; joined, as for any other header, they are no token (RFC 9110 section 5.3). */
function authorizationOf(request: IncomingMessage): string | undefined {
  if (request.headers.authorization === undefined) return undefined;
  // Made when it is asked for.
  return request.headersDistinct.authorization?.join(', ');
}

function firstOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
