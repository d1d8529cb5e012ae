import { type GatewayConfig } from '../../config/gateway-config';
import { answerText } from '../answer';
import { graphqlMediaTypes, preferredMediaType } from '../media-type';
import { type Handler } from '../routes';
import { type PageFiles } from './page-files';
import { pageHeaders } from './page-headers';
import { forReading, serveFile } from './serve-file';

/** Assets carry a hash of their content in their names. */
const forever = 'public, max-age=31536000, immutable';

/**
 * The paths of the playground; none when it is off.
 * @param endpoint where the page finds the graph
 * @param files the built page, if it was built
 */
export function playgroundRoutes(
  { enabled, ...settings }: GatewayConfig['playground'],
  endpoint: string,
  files: PageFiles | undefined,
): ReadonlyMap<string, Handler> {
  if (!enabled) return new Map();
  if (!files)
    return new Map([['/', forReading((_, response) => answerText(response, 200, plain, notBuilt))]]);
  // Relative, as everything on the page, for proxies that put a path before it.
  const text = JSON.stringify({ ...settings, endpoint: `.${endpoint}` });
  return new Map<string, Handler>([
    ['/', serveFile(files.page, 'no-cache')],
    ['/playground/settings.json', serveSettings(text)],
    ...[...files.assets].map(([name, file]) => [`/playground/${name}`, serveFile(file, forever)] as const),
  ]);
}

/** Shows the page to somebody who opens the address of the graph in a browser. */
export function redirectBrowsers(graphql: Handler): Handler {
  return (request, response) => {
    const { method, url = '', headers } = request;
    const isReading = method === 'GET' || method === 'HEAD';
    if (!isReading || /[?&](query|extensions)=/.test(url)) return graphql(request, response);
    const wanted = preferredMediaType(headers.accept, [...graphqlMediaTypes, 'text/html']);
    if (wanted !== 'text/html') return graphql(request, response);
    response.setHeader('location', './').setHeader('vary', 'accept');
    answerText(response, 303, plain, 'The playground is at the root of this address.\n');
  };
}

function serveSettings(text: string): Handler {
  return forReading((_, response) => {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    answerText(response, 200, 'application/json; charset=utf-8', text);
  });
}

const plain = 'text/plain; charset=utf-8';

const notBuilt = `This is a Nutgraf gateway. Its playground is not built yet: run "npm run build" and start it again.
`;
