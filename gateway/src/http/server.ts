import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { continueTrace } from '../telemetry/trace-context';
import { answerError } from './answer';
import { answerUnreadable } from './client-error';
import { HttpError } from './http-error';
import { type Handler } from './routes';
import { securityHeaders } from './security-headers';

/** How long the server waits, in milliseconds, and how much it takes. */
const limits = {
  /** Time for a request's headers, and for headers and body together; then the connection is closed. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** How often Node.js looks for late requests. */
  connectionsCheckingInterval: 1_000,
  /** Longer than the idle time of common load balancers, so that they close first and never meet a closed connection. */
  keepAliveTimeout: 75_000,
  /** Connections at a time; more are closed at once. */
  maxConnections: 10_000,
  /** Seconds for which browsers ask over TLS alone; 0 says nothing about it. */
  strictTransportSecuritySeconds: 0,
};

/** Bytes of the request line and all headers; Node.js's own default, which a flag of the process could raise. */
const maxHeaderSize = 16_384;

/** Headers of a request. Browsers send about 20, proxies add a few. */
const maxHeaders = 100;

/** A bare HTTP/1.1 server, and what every answer of it says. */
export function createHttpServer(
  handle: Handler,
  isDraining: () => boolean,
  options: Partial<typeof limits> = {},
): Server {
  const { maxConnections, strictTransportSecuritySeconds, ...timeouts } = { ...limits, ...options };
  const said = securityHeaders(strictTransportSecuritySeconds);
  const server = createServer({ ...timeouts, maxHeaderSize }, (request, response) => {
    for (const [name, value] of said) response.setHeader(name, value);
    if (isDraining()) response.setHeader('connection', 'close');
    // Before anybody reads them, for Node.js leaves out what is too many: perhaps the one that says who asks.
    if (request.rawHeaders.length > 2 * maxHeaders) refuseHeaders(response);
    // What goes wrong beside the answer must not end the process.
    else handle(request, response)?.catch(() => response.destroy());
  });
  // Enough of them to see that there are too many.
  server.maxHeadersCount = maxHeaders + 1;
  server.maxConnections = maxConnections;
  return server.on('clientError', answerUnreadable(said));
}

function refuseHeaders(response: ServerResponse): void {
  const error = new HttpError(431, 'BAD_REQUEST', `Send ${maxHeaders} headers at most.`, {
    connection: 'close',
  });
  answerError(response, error, continueTrace(undefined).traceId);
}

/**
 * Resolves to the base URL when the server listens.
 * @throws Error in one sentence when the port is taken or the address is not ours.
 */
export async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(explain(error, port, host), { cause: error });
  });
  return urlOf(server.address() as AddressInfo);
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on ${host} is taken; choose another one with http.port.`;
  return `The gateway cannot listen on ${host}, port ${port}: ${error.code}.`;
}

function urlOf({ address, family, port }: AddressInfo): string {
  const reachable = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  return `http://${family === 'IPv6' ? `[${reachable}]` : reachable}:${port}`;
}
