import { type IncomingMessage, type ServerResponse } from 'node:http';
import { answerError, answerJson, answerText } from './answer';
import { continueTrace } from '../telemetry/trace-context';
import { HttpError } from './http-error';
import { type Readiness } from './readiness';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Where the graph is served. */
export const graphqlPath = '/graphql';

/**
 * The paths of the gateway. Anything else is told where the graph is.
 * @param pages paths of pages for people, the one at `/` included
 */
export function routes(
  graphql: Handler,
  readiness: Readiness,
  pages: ReadonlyMap<string, Handler> = new Map(),
): Handler {
  const paths = new Map<string, Handler>([
    [graphqlPath, graphql],
    ['/health', (_, response) => answerJson(response, 200, { status: 'alive' })],
    ['/ready', (_, response) => answerReady(response, readiness)],
    ['/', (_, response) => answerText(response, 200, 'text/plain; charset=utf-8', welcome)],
    ['/metrics', (_, response) => answerText(response, 404, 'text/plain; charset=utf-8', noMetrics)],
    ...pages,
  ]);
  return (request, response) => {
    const [path = '/'] = withoutOrigin(request.url ?? '/').split('?', 1);
    const handler = paths.get(path);
    if (handler) return handler(request, response);
    const error = new HttpError(404, 'BAD_REQUEST', `There is nothing here. The graph is at ${graphqlPath}.`);
    answerError(response, error, continueTrace(undefined).traceId);
  };
}

/** Proxies may name the origin before the path (RFC 9112 section 3.2.2). */
function withoutOrigin(target: string): string {
  return target.replace(/^https?:\/\/[^/?]*\/?/i, '/');
}

const welcome = `This is a Nutgraf gateway.

Send GraphQL operations to ${graphqlPath}: POST JSON, such as {"query": "{ __typename }"}.
/health tells whether the process is alive, /ready whether it takes traffic.
`;

/** Who can reach the graph need not see who uses it, so metrics have a port of their own. */
const noMetrics = 'Metrics have a port of their own: see telemetry.metrics.prometheus in the config.\n';

function answerReady(response: ServerResponse, readiness: Readiness): void {
  const state = readiness.ask();
  answerJson(response, state === 'ready' ? 200 : 503, { status: state });
}
