import { createHash } from 'node:crypto';
import { readManifests } from './config/document-manifest';
import { type GatewayConfig } from './config/gateway-config';
import { type OperationLimiter } from './operation/operation-limits';
import { DocumentGate } from './operation/trusted/document-gate';
import { persistedTexts } from './operation/trusted/persisted-texts';
import { SharedTexts } from './operation/trusted/shared-texts';
import { type TrustedDocument, TrustedDocuments } from './operation/trusted/trusted-documents';
import { type SharedRedis } from './redis/shared-redis';
import { type Logger } from './telemetry/logger';

/**
 * Which documents are served, and where they are found by their hash, as configured.
 * @throws Error that names a manifest, and what is wrong with it.
 */
export async function openDocuments(
  { trustedDocuments, playground, limits }: GatewayConfig,
  limiter: OperationLimiter,
  redis: SharedRedis | undefined,
  logger: Logger,
) {
  const { manifests, mode, allowUnknownFor } = trustedDocuments ?? { mode: 'off' };
  // Staff sign in at the playground before it is known that they are staff.
  const signIn = allowUnknownFor && playground.enabled ? playground.signIn?.document : undefined;
  const trusted =
    manifests &&
    new TrustedDocuments([
      ...(await readManifests(manifests)),
      ...(signIn === undefined ? [] : [asTrusted(signIn, 'playground.signIn.document')]),
    ]);
  const shared = redis && new SharedTexts(redis, limiter, limits.documentBytes, logger);
  return {
    trusted,
    gate: new DocumentGate(limiter, trusted, mode, logger, allowUnknownFor?.scopes),
    persistedQueries: persistedTexts({ trusted, shared, registers: mode !== 'enforce' }),
  };
}

function asTrusted(text: string, file: string): TrustedDocument {
  return { hash: createHash('sha256').update(text).digest('hex'), text, file };
}
