import type { FastifyInstance } from 'fastify';
import type { TokenKey } from './token-keys';

/** How long a verifier may go on with what it fetched, in seconds. */
const maxAgeSeconds = 300;

/** `GET /.well-known/jwks.json` (RFC 7517): the public keys with which anyone verifies access tokens. */
export function registerJwks(app: FastifyInstance, keys: readonly TokenKey[]): void {
  const jwks = { keys: keys.map(({ publicJwk, kid, alg }) => ({ ...publicJwk, kid, alg, use: 'sig' })) };
  app.get('/.well-known/jwks.json', (_request, reply) =>
    reply.header('cache-control', `public, max-age=${maxAgeSeconds}`).send(jwks),
  );
}
