import { z } from 'zod';
import { authorizationSchema } from './authorization.schema';
import { cacheSchema } from './cache.schema';
import { ConfigError } from './config-error';
import { corsSchema } from './cors.schema';
import { costSchema } from './cost.schema';
import { describeIssue } from './describe-issue';
import { httpSchema } from './http.schema';
import { identitySchema } from './identity.schema';
import { limitsSchema } from './limits.schema';
import { logSchema } from './log.schema';
import { planSchema } from './plan.schema';
import { playgroundSchema } from './playground.schema';
import { redisSchema } from './redis.schema';
import { signingSchema } from './signing.schema';
import { subgraphsSchema } from './subgraphs.schema';
import { supergraphSchema } from './supergraph.schema';
import { telemetrySchema } from './telemetry.schema';
import { trafficSchema } from './traffic.schema';
import { trustedDocumentsSchema } from './trusted-documents.schema';

const sections = z.strictObject({
  supergraph: supergraphSchema.optional(),
  http: httpSchema.prefault({}),
  cors: corsSchema.optional(),
  subgraphs: subgraphsSchema.default({}),
  traffic: trafficSchema.prefault({}),
  identity: identitySchema.prefault({}),
  signing: signingSchema.optional(),
  plan: planSchema.prefault({}),
  playground: playgroundSchema.prefault({}),
  authorization: authorizationSchema.prefault({}),
  limits: limitsSchema.prefault({}),
  cost: costSchema.prefault({}),
  trustedDocuments: trustedDocumentsSchema.optional(),
  redis: redisSchema.optional(),
  cache: cacheSchema.prefault({}),
  /** Whether `__schema` and `__type` are answered. Default: yes, unless `NODE_ENV` is `production`. */
  introspection: z.boolean().default(() => process.env.NODE_ENV !== 'production'),
  log: logSchema.prefault({}),
  telemetry: telemetrySchema.prefault({}),
});

export const gatewayConfigSchema = sections
  .refine(({ identity, signing }) => !identity.revocation || signing, {
    path: ['identity', 'revocation'],
    error: 'the feed is asked with signed requests, for which signing.keys are needed',
  })
  .refine(({ cache, redis }) => !cache.enabled || redis, {
    path: ['cache', 'enabled'],
    error: 'the cache is kept in Redis, which the section redis has to name',
  })
  .refine(({ identity, trustedDocuments }) => !trustedDocuments?.allowUnknownFor || identity.jwt, {
    path: ['trustedDocuments', 'allowUnknownFor'],
    error: 'scopes are in access tokens, which identity.jwt has to describe',
  });

/** Config as people write it: every section and key has a default. */
export type GatewayConfigInput = z.input<typeof gatewayConfigSchema>;

/** Config as the gateway uses it: complete and checked. */
export type GatewayConfig = z.output<typeof gatewayConfigSchema>;

/**
 * Checks options given by a program and fills in the defaults.
 * @throws ConfigError that names each faulty key.
 */
export function parseConfig(input: GatewayConfigInput): GatewayConfig {
  const result = gatewayConfigSchema.safeParse(input);
  if (result.success) return Object.freeze(result.data);
  const faults = result.error.issues.flatMap((issue) => describeIssue(issue, gatewayConfigSchema, input));
  throw new ConfigError(faults.map(({ message }) => message).join('\n'));
}
