import { ApolloServer, HeaderMap, type BaseContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { isErrorCode, type ErrorCode } from '@nutgraf/contract/error-codes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { AnswerCache } from '../cache/answer-cache';
import { cachePlugin } from '../cache/cache-plugin';
import type { Caller } from '../caller';
import type { Logger } from '../logger';
import type { RequestContext } from '../request-context';
import { currentRequest } from '../request-scope';
import { telemetry } from '../telemetry/start';
import { rawBody } from './signature-check';

export interface GraphqlEndpointOptions<Loaders> {
  readonly schema: GraphQLSchema;
  readonly createLoaders: (caller: Caller) => Loaders;
  readonly logger: Logger;
  /** Whether answers name the objects of which they tell, for those who keep them. */
  readonly namesObjects: boolean;
}

/** Serves `POST /graphql` to the gateway. The route's signature has been checked before. */
export async function registerGraphql<Loaders>(
  app: FastifyInstance,
  { schema, createLoaders, logger, namesObjects }: GraphqlEndpointOptions<Loaders>,
): Promise<void> {
  const tracing = telemetry();
  const apollo = new ApolloServer<BaseContext & RequestContext<Loaders>>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Signed requests cannot be forged by a browser.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      // Apollo's own looks at every field of every answer.
      ApolloServerPluginCacheControlDisabled(),
      cachePlugin(),
      ...(tracing ? [tracing.apolloPlugin] : []),
    ],
    logger,
    formatError: (formatted, error) => maskError(formatted, error, logger),
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());

  app.post('/graphql', async (request, reply) => {
    const cookies: string[] = [];
    const http = {
      client: request.client,
      cookie: request.headers.cookie,
      setCookie: (cookie: string) => void cookies.push(cookie),
    };
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headerMap(request),
        search: '',
        body: parseJson(rawBody(request)),
      },
      context: () =>
        Promise.resolve({
          caller: request.caller,
          loaders: createLoaders(request.caller),
          http,
          cache: new AnswerCache(request.caller, namesObjects),
        }),
    });
    reply.code(status ?? 200).headers(Object.fromEntries(headers));
    if (cookies.length > 0) reply.header('set-cookie', cookies);
    if (body.kind === 'complete') return reply.send(body.string);
    throw new Error('A subgraph does not answer in parts.');
  });
  // Here and not left to the 404, so that without a signature every method is refused alike.
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: (_request, reply) => reply.code(405).header('allow', 'POST').send({ error: 'Use POST.' }),
  });
}

function headerMap(request: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What is meant for the client passes; anything else is logged here and hidden. */
function maskError(formatted: GraphQLFormattedError, error: unknown, logger: Logger): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const code = formatted.extensions?.code;
  if (isClientError(cause) && isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') return formatted;
  const { path } = formatted;
  if (currentRequest()?.signal.aborted) {
    logger.debug({ err: cause, path }, 'a request was given up');
    return masked(
      'The time for this request is over. Ask for less, or again later.',
      'DEADLINE_EXCEEDED',
      path,
    );
  }
  logger.error({ err: cause, path }, 'a resolver failed');
  return masked('Something went wrong on our side.', 'INTERNAL_SERVER_ERROR', path);
}

function masked(
  message: string,
  code: ErrorCode,
  path: GraphQLFormattedError['path'],
): GraphQLFormattedError {
  return { message, ...(path && { path }), extensions: { code } };
}

/** Apollo wraps what is wrong with a request, a GraphQLError itself, in its own GraphQLErrors. */
function isClientError(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  return !error.originalError || error.originalError instanceof GraphQLError;
}
