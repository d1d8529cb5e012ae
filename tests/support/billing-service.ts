import { randomBytes } from 'node:crypto';

import { readBillingConfig } from '@nutgraf/billing/config';
import { prepareBillingDatabase } from '@nutgraf/billing/database';
import { createBillingService } from '@nutgraf/billing/service';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { ManualClock } from '@nutgraf/kit/clock';
import { InternalClient } from '@nutgraf/kit/http/internal-client';
import { createLogger } from '@nutgraf/kit/logger';
import { DataSource } from 'typeorm';

import { signedQuery, type SubgraphAnswer } from './subgraph-client';
import { createDatabase } from './template-database';

/** The time at which {@link startBilling}'s clock stands. */
export const billingNow = new Date('2026-03-01T12:00:00.000Z');

/** A billing service of one test file: over real HTTP, on a database and a clock of its own. */
export interface RunningBilling extends AsyncDisposable {
  readonly url: string;
  readonly keys: ReturnType<typeof readBillingConfig>['SUBGRAPH_SIGNING_KEYS'];
  readonly clock: ManualClock;
  /** Every SQL statement that the service has sent. */
  readonly statements: string[];
  /** For looking into the database, and for writing what no mutation writes. */
  readonly dataSource: DataSource;
  /** As another service would ask. */
  readonly internal: InternalClient;
  /** Asks the subgraph as the gateway would, on behalf of `claims`; a guest without them. */
  query(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    claims?: IdentityClaims,
  ): Promise<SubgraphAnswer>;
}

/** @param demo Whether the demo data is loaded; `redisUrl` as the service's REDIS_URL. */
export async function startBilling({
  demo,
  redisUrl,
}: {
  readonly demo: boolean;
  readonly redisUrl?: string;
}): Promise<RunningBilling> {
  const database = await createDatabase('billing', prepareBillingDatabase);
  const clock = new ManualClock(billingNow);
  const statements: string[] = [];
  const config = readBillingConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    SUBGRAPH_SIGNING_KEYS: `test:${randomBytes(32).toString('base64')}`,
    CURSOR_SECRET: randomBytes(32).toString('hex'),
    DEMO_DATA: String(demo),
    LOG_LEVEL: 'silent',
    ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
  });
  const service = await createBillingService(config, createLogger('billing', 'silent'), {
    clock,
    onStatement: (sql) => statements.push(sql),
  });
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  const { url } = service;
  const keys = config.SUBGRAPH_SIGNING_KEYS;
  return {
    url,
    keys,
    clock,
    statements,
    dataSource,
    internal: new InternalClient({ self: 'content', audience: 'billing', url, keys }),
    query: (query, variables = {}, claims = undefined) =>
      signedQuery(url, 'billing', keys, { query, variables }, claims),
    [Symbol.asyncDispose]: async () => {
      await dataSource.destroy();
      await service.stop();
      await database.drop();
    },
  };
}

/** Claims of an account. */
export function accountClaims(accountId: string, scope = 'account:read content:comment'): IdentityClaims {
  return { sub: accountId, scope, email_verified: true };
}
