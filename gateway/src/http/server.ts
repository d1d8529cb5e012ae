import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Handler } from './routes';

/** Time for a request's headers, and for headers and body together, in milliseconds; then the connection is closed. */
const headersTimeout = 10_000;
const requestTimeout = 30_000;
/** How often Node.js looks for late requests, in milliseconds. */
const connectionsCheckingInterval = 1_000;
/** Longer than the idle time of common load balancers, so that they close first and never meet a closed connection. */
const keepAliveTimeout = 75_000;

/** A bare HTTP/1.1 server. More than 16 KB of headers are answered 431 by Node.js. */
export function createHttpServer(handle: Handler, isDraining: () => boolean): Server {
  const options = { headersTimeout, requestTimeout, connectionsCheckingInterval, keepAliveTimeout };
  return createServer(options, (request, response) => {
    if (isDraining()) response.setHeader('connection', 'close');
    void handle(request, response);
  });
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
