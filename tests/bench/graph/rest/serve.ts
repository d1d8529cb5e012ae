import type { IdentityClaims } from '@nutgraf/contract/identity';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';

/** How the aggregator tells a service who asks; nothing is signed between them. */
export const callerHeader = 'x-caller';

/** An Express app as each of these programs has one: JSON in and out. */
export function createApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  // Answers are never asked for again by their tag.
  app.set('etag', false);
  app.use(express.json());
  app.get('/health', (_request, response) => void response.json({}));
  return app;
}

const answerError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  response.status(500).json({ error: 'Internal error.' });
};

/** Listens on the port that the environment names. */
export function listen(app: Express): void {
  app.use(answerError);
  app.listen(Number(process.env.PORT), '127.0.0.1').keepAliveTimeout = 72_000;
  process.once('SIGINT', () => process.exit(0));
}

/** A route that answers with what it resolves to, or 404 for null. */
export function json(answer: (request: Request) => Promise<unknown>): RequestHandler {
  return async (request, response) => {
    const body = await answer(request);
    if (body === null) response.status(404).json({ error: 'Not found.' });
    else response.json(body);
  };
}

/** `?ids=a,b` */
export function listOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? value.split(',') : [];
}

/** A part of the query that was sent once; empty for none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A part of the path. */
export function pathPart(request: Request, name: string): string {
  return String(request.params[name]);
}

/** Undefined for a guest. */
export function claimsOf(request: Request): IdentityClaims | undefined {
  const text = request.get(callerHeader);
  return text === undefined ? undefined : (JSON.parse(text) as IdentityClaims);
}

export function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}
