import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import type { SigningKey } from '@nutgraf/contract/signature';
import type { Invalidation } from './cache/invalidation';
import type { Caller } from './caller';
import { registerGraphql } from './http/graphql-endpoint';
import { beginRequestScope } from './http/request-scope-hook';
import { createHttpServer, listen } from './http/server';
import { signatureCheck } from './http/signature-check';
import type { Logger } from './logger';
import { telemetry } from './telemetry/start';

/** A running service. */
export interface Service {
  /** `http://host:port` */
  readonly url: string;
  /** Finishes what is under way, then lets go of everything. */
  stop(): Promise<void>;
}

/** What differs from service to service. */
export interface ServiceOptions<Loaders> {
  /** Name of the subgraph; requests are signed for it. */
  readonly name: string;
  readonly address: { readonly host: string; readonly port: number };
  readonly signingKeys: readonly SigningKey[];
  readonly dataSource: DataSource;
  /** How its writes make void what caches hold; goes with the service. */
  readonly invalidation: Invalidation;
  readonly schema: GraphQLSchema;
  readonly createLoaders: (caller: Caller) => Loaders;
  /** Routes for other services, under `/internal`. Their signatures are checked before. */
  readonly internalRoutes?: (app: FastifyInstance) => void;
  /** Routes for anyone. */
  readonly publicRoutes?: (app: FastifyInstance) => void;
  readonly logger: Logger;
  /** Told first when the service stops: background work, waiting requests. */
  readonly beforeStop?: () => Promise<void>;
}

/** What every service does the same way: serve its subgraph and internal routes, signed, and stop cleanly. */
export async function startService<Loaders>(options: ServiceOptions<Loaders>): Promise<Service> {
  const { name, dataSource, invalidation, schema, createLoaders, logger } = options;
  const app = createHttpServer(logger, async () => {
    await dataSource.query('SELECT 1');
    return true;
  });
  options.publicRoutes?.(app);
  await app.register(async (signed) => {
    telemetry()?.traceRequests(signed);
    signed.addHook('preHandler', signatureCheck({ audience: name, keys: options.signingKeys, logger }));
    signed.addHook('preHandler', beginRequestScope);
    await registerGraphql(signed, {
      schema,
      createLoaders,
      logger,
      // What nobody raises need not be named.
      namesObjects: invalidation.isOn,
    });
    await signed.register((internal, _options, done) => {
      internal.addHook('preHandler', async (request, reply) => {
        if (request.caller.kind !== 'service') await reply.code(403).send({ error: 'For services only.' });
      });
      options.internalRoutes?.(internal);
      done();
    });
  });
  const url = await listen(app, options.address).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  invalidation.start();
  logger.info({ url }, 'ready');
  return {
    url,
    stop: async () => {
      await options.beforeStop?.();
      await app.close();
      await invalidation.close();
      await dataSource.destroy();
    },
  };
}
