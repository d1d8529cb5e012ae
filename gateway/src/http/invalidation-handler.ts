import { headers } from '@nutgraf/contract/headers';
import { NonceStore, type SigningKey, verifyRequest } from '@nutgraf/contract/signature';
import { type IncomingMessage } from 'node:http';
import { type EntryStore } from '../cache/entry-store';
import { GraphTypes } from '../cache/invalidation/graph-types';
import { InvalidationFault } from '../cache/invalidation/invalidation-fault';
import { invalidationTags } from '../cache/invalidation/invalidation-tags';
import { type Supergraph } from '../plan/supergraph/supergraph';
import { type Logger } from '../telemetry/logger';
import { continueTrace } from '../telemetry/trace-context';
import { parseJson } from '../upstream/foreign-json';
import { answerError, answerJson } from './answer';
import { HttpError } from './http-error';
import { readBody } from './request-body';
import { type Handler } from './routes';

/** Where subgraphs say what counts no more of what they answered, if they raise no stamps themselves. */
export const invalidationPath = '/invalidate';

/** Who is meant by requests to {@link invalidationPath}. */
const audience = 'gateway';

export interface InvalidationOptions {
  /** `undefined` where nothing is kept. */
  readonly entries: Pick<EntryStore, 'raise'> | undefined;
  /** Holders of these may invalidate; nobody may without any. */
  readonly keys: readonly SigningKey[] | undefined;
  readonly bodyLimitBytes: number;
  /** The graph as it is served just now. */
  readonly supergraph: () => Supergraph;
  readonly logger: Logger;
}

/** Takes signed requests, and answers when nobody who asks later is told what was before. */
export function invalidationHandler(options: InvalidationOptions): Handler {
  const invalidate = invalidator(options);
  return async (request, response) => {
    try {
      answerJson(response, 200, { count: await invalidate(request) });
    } catch (error) {
      const { traceId } = continueTrace(undefined);
      if (!(error instanceof HttpError)) options.logger.error({ err: error, traceId }, 'invalidation failed');
      // Nobody reads what is left of the body.
      request.resume();
      answerError(response, error instanceof HttpError ? error : internal(), traceId);
    }
  };
}

function invalidator({ entries, keys, bodyLimitBytes, supergraph, logger }: InvalidationOptions) {
  const nonces = new NonceStore();
  const known = new WeakMap<Supergraph, GraphTypes>();
  const typesOf = (graph: Supergraph) => {
    const types = known.get(graph) ?? new GraphTypes(graph);
    known.set(graph, types);
    return types;
  };
  return async (request: IncomingMessage): Promise<number> => {
    if (!entries) throw notHere('This gateway keeps nothing: cache.enabled is not set in its config.');
    if (!keys)
      throw notHere('Only signed requests may invalidate: this gateway needs signing.keys in its config.');
    const { method = '', url: path = '/' } = request;
    if (method !== 'POST') {
      throw new HttpError(405, 'BAD_REQUEST', `Send a POST to ${invalidationPath}.`, { allow: 'POST' });
    }
    const body = await readBody(request, bodyLimitBytes);
    const refusal = verifyRequest(
      { method, path, audience, ...signedHeaders(request), body },
      single(request.headers[headers.signature]),
      keys,
      nonces,
      Date.now(),
    );
    if (refusal !== null) {
      logger.warn({ refusal }, 'refused an invalidation that was unsigned or wrongly signed');
      throw new HttpError(401, 'UNAUTHENTICATED', unsigned);
    }
    const tags = tagsIn(body, typesOf(supergraph()));
    if (!(await entries.raise(tags))) {
      throw new HttpError(503, 'INTERNAL_SERVER_ERROR', away, { 'retry-after': '1' });
    }
    logger.info({ count: tags.length }, 'cache invalidated');
    return tags.length;
  };
}

function tagsIn(body: Buffer, types: GraphTypes): readonly string[] {
  try {
    const read = parseJson(body.toString('utf8'));
    if (read === undefined) throw new InvalidationFault([], 'is not JSON.');
    return invalidationTags(read, types);
  } catch (error) {
    if (error instanceof InvalidationFault) throw new HttpError(400, 'BAD_REQUEST', error.message);
    throw error;
  }
}

function signedHeaders(request: IncomingMessage) {
  return {
    identity: single(request.headers[headers.identity]),
    client: single(request.headers[headers.client]),
  };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}

function notHere(reason: string): HttpError {
  return new HttpError(404, 'BAD_REQUEST', reason);
}

function internal(): HttpError {
  return new HttpError(
    500,
    'INTERNAL_SERVER_ERROR',
    'The gateway failed. Ask its operator, with the trace id.',
  );
}

const unsigned =
  `Sign this request with one of the gateway's signing keys, in the header ${headers.signature}, for the audience ` +
  `"${audience}": anew for each request, which counts once and for 30 seconds.`;

const away =
  'The cache cannot be reached, so nothing is known to be invalidated. Send it again, signed anew.';
