import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Handler } from './routes';

/** What the Fetch standard calls CORS, with credentials: https://fetch.spec.whatwg.org/#http-cors-protocol */
export interface CorsRules {
  readonly origins: readonly string[];
  readonly maxAgeSeconds: number;
  /** Headers that pages may send beside those that this gateway reads. */
  readonly requestHeaders: readonly string[];
  /** Headers that pages may read beside those that this gateway writes. */
  readonly responseHeaders: readonly string[];
}

/** Headers of requests that mean something here. */
const readHeaders = [
  ...['authorization', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'],
  ...['apollographql-client-name', 'apollographql-client-version'],
  ...['nutgraf-query-plan', 'nutgraf-cost', 'nutgraf-cache', 'traceparent', 'tracestate'],
];

/** Headers of answers that a client may have to know. */
const writtenHeaders = ['www-authenticate', 'retry-after', 'ratelimit', 'ratelimit-policy'];

/**
 * Lets pages of the listed origins use a handler; errors of any kind can be read too. Others get the same answers,
 * which their browsers keep from them, and no preflight, so that nothing is sent for them.
 */
export function withCors(handle: Handler, rules: CorsRules): Handler {
  const origins = new Set(rules.origins);
  const allowed = {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': listOf(readHeaders, rules.requestHeaders),
    'access-control-max-age': String(rules.maxAgeSeconds),
  };
  const exposed = listOf(writtenHeaders, rules.responseHeaders);
  return (request, response) => {
    const { origin } = request.headers;
    if (origin === undefined || !origins.has(origin)) return handle(request, response);
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-credentials', 'true');
    if (isPreflight(request)) return answerPreflight(response, allowed);
    response.setHeader('access-control-expose-headers', exposed);
    return handle(request, response);
  };
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

function answerPreflight(response: ServerResponse, allowed: Readonly<Record<string, string>>): void {
  response.writeHead(204, allowed).end();
}

function listOf(own: readonly string[], configured: readonly string[]): string {
  // Cookies are the browser's: pages can neither send nor read them.
  return [...new Set([...own, ...configured])].filter((name) => name !== 'set-cookie').join(', ');
}
