import { decodeClientFacts, unknownClient, type ClientFacts } from '@nutgraf/contract/client-facts';
import { headers } from '@nutgraf/contract/headers';
import { decodeIdentity } from '@nutgraf/contract/identity';
import { NonceStore, verifyRequest, type SigningKey } from '@nutgraf/contract/signature';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerFromClaims, type Caller } from '../caller';
import type { Logger } from '../logger';

declare module 'fastify' {
  interface FastifyRequest {
    /** Proven by the signature; set on every route that checks it. */
    caller: Caller;
    /** As the sender of the request saw it; set with the caller. */
    client: ClientFacts;
  }
}

export interface SignatureCheckOptions {
  /** Name of this service, which a request must be meant for. */
  readonly audience: string;
  readonly keys: readonly SigningKey[];
  readonly logger: Logger;
}

/** A Fastify `preHandler` that answers 401 unless a holder of a signing key wrote this very request, once. */
export function signatureCheck({ audience, keys, logger }: SignatureCheckOptions) {
  const nonces = new NonceStore();
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const identity = singleHeader(request.headers[headers.identity]);
    const client = singleHeader(request.headers[headers.client]);
    const refusal = verifyRequest(
      { method: request.method, path: request.url, audience, identity, client, body: rawBody(request) },
      singleHeader(request.headers[headers.signature]),
      keys,
      nonces,
      Date.now(),
    );
    if (refusal !== null) {
      logger.warn({ refusal, path: request.url }, 'refused an unsigned or wrongly signed request');
      await reply.code(401).send({
        errors: [
          {
            message: `The ${audience} service answers only requests signed by the gateway. Send this one to the graph.`,
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      });
      return;
    }
    request.caller = callerFromClaims(identity === undefined ? undefined : decodeIdentity(identity));
    request.client = client === undefined ? unknownClient : decodeClientFacts(client);
  };
}

/** Bodies are kept as they arrived, because the signature covers their bytes. */
export function rawBody(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function singleHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}
