import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from '../logger';
import { currentRequest } from '../request-scope';

/** The gateway merges many representations into one request, so this is more than a client may send. */
const bodyLimitBytes = 8 * 1024 * 1024;

/** How long a sender may take, in milliseconds: for the head of a request, and for all of it. */
export interface Patience {
  readonly headMs: number;
  readonly requestMs: number;
  /** Between looks at who takes too long. */
  readonly checkEveryMs: number;
}

const defaultPatience: Patience = { headMs: 10_000, requestMs: 30_000, checkEveryMs: 1_000 };

/**
 * A server with the routes that every service has: `GET /health` (alive) and `GET /ready` (200 when
 * `isReady` says so). JSON bodies stay the bytes that arrived, see {@link rawBody}.
 */
export function createHttpServer(
  logger: Logger,
  isReady: () => Promise<boolean>,
  { headMs, requestMs, checkEveryMs } = defaultPatience,
): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    keepAliveTimeout: 72_000,
    requestTimeout: requestMs,
    http: { headersTimeout: headMs, connectionsCheckingInterval: checkEveryMs },
    forceCloseConnections: 'idle',
    // A path that is none, of which Fastify would tell in its own words.
    frameworkErrors: (_error, _request, reply) => void notFound(reply),
  });
  letGoOfConnections(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => {
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (currentRequest()?.signal.aborted) {
      logger.debug({ err: error, path: request.url }, 'a request was given up');
      return void reply.code(503).send({ error: 'The time for this request is over.' });
    }
    if (status >= 500) logger.error({ err: error, path: request.url }, 'a request failed');
    void reply.code(status).send({ error: status >= 500 ? 'Internal error.' : (error as Error).message });
  });
  app.setNotFoundHandler((_request, reply) => notFound(reply));
  app.get('/health', () => ({ status: 'alive' }));
  app.get('/ready', async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  return app;
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'Not found.' });
}

/** Listens and says where: `http://host:port`. A port of 0 takes a free one. */
export async function listen(app: FastifyInstance, address: { host: string; port: number }): Promise<string> {
  return app.listen({ host: address.host, port: address.port });
}

/**
 * Lets a server close although clients hold on to connections. Node ends those that are idle at that moment;
 * it would wait for one on which nothing has been asked yet, as undici keeps after an aborted call, and for
 * one whose request is answered later, until its keep-alive runs out.
 */
function letGoOfConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  let closing = false;
  app.server.on('connection', (socket) => {
    if (closing) return void socket.destroy();
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
  app.addHook('preClose', (done) => {
    closing = true;
    for (const socket of unused) socket.destroy();
    done();
  });
}
