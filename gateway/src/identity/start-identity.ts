import { type SigningKey } from '@nutgraf/contract/signature';
import { type Logger } from '../telemetry/logger';
import { everyoneIsAnonymous, type Identify, identifyByToken, type TokenSettings } from './identify';
import { FeedClient } from './revocation/feed-client';
import { RevocationFeed } from './revocation/revocation-feed';
import { RevokedSessions } from './revocation/revoked-sessions';

/** Who may be asking, as configured. */
export interface IdentitySettings {
  readonly jwt?: TokenSettings | undefined;
  readonly revocation?: { readonly feedUrl: string; readonly audience: string } | undefined;
}

/** How callers are told apart, for as long as the gateway lives. */
export interface IdentitySource {
  readonly identify: Identify;
  stop(): Promise<void>;
}

/** Begins to follow what the issuer revokes, if that is configured. */
export function startIdentity(
  { jwt, revocation }: IdentitySettings,
  key: SigningKey | undefined,
  logger: Logger,
): IdentitySource {
  if (!jwt) return { identify: everyoneIsAnonymous, stop: () => Promise.resolve() };
  const onKeysFailed = (err: unknown) => logger.warn({ err }, 'token keys cannot be fetched');
  if (!revocation || !key) {
    return { identify: identifyByToken(jwt, onKeysFailed), stop: () => Promise.resolve() };
  }
  const revoked = new RevokedSessions(jwt.clockToleranceSeconds * 1_000);
  const client = new FeedClient({ url: revocation.feedUrl, audience: revocation.audience, key });
  const feed = new RevocationFeed(client, revoked, logger);
  feed.start();
  return { identify: identifyByToken(jwt, onKeysFailed, revoked), stop: () => feed.stop() };
}
