import type { AccountEntitlements, EntitlementGrant } from '@nutgraf/contract/billing-events';
import type { EntityManager } from 'typeorm';

interface SetRow {
  readonly accountId: string;
  readonly version: number;
  /** Null when the account has no grant. */
  readonly feature: string | null;
  readonly planId: string | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** Everything an account may use, under a version that grows by one with each change. */
export class EntitlementSetRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Makes other changes of these accounts' entitlements wait until the transaction ends. */
  async lock(accountIds: readonly string[]): Promise<void> {
    await this.#manager.query(
      `INSERT INTO entitlement_version (account_id, version)
       SELECT id, 0 FROM unnest($1::text[]) AS account(id) ORDER BY id
       ON CONFLICT (account_id) DO UPDATE SET version = entitlement_version.version`,
      [accountIds],
    );
  }

  /** Counts a change. The accounts are locked. */
  async bumpVersions(accountIds: readonly string[]): Promise<void> {
    await this.#manager.query(
      'UPDATE entitlement_version SET version = version + 1 WHERE account_id = ANY($1)',
      [accountIds],
    );
  }

  /** The set of each account as of `now`: what is valid or will be. Version 0 for who never had any. */
  async manyByAccountIds(accountIds: readonly string[], now: Date): Promise<AccountEntitlements[]> {
    const rows = await this.#manager.query<SetRow[]>(
      `SELECT account.id AS "accountId", coalesce(entitlement_version.version, 0) AS version,
              held.code AS feature, held.plan_id AS "planId",
              held.valid_from AS "validFrom", held.valid_until AS "validUntil"
       FROM unnest($1::text[]) WITH ORDINALITY AS account(id, number)
       LEFT JOIN entitlement_version ON entitlement_version.account_id = account.id
       LEFT JOIN (
         SELECT entitlement.*, feature.code
         FROM entitlement JOIN feature ON feature.id = entitlement.feature_id
         WHERE entitlement.valid_until IS NULL OR entitlement.valid_until > $2
       ) AS held ON held.account_id = account.id
       ORDER BY account.number, held.code, held.valid_from, held.id`,
      [accountIds, now],
    );
    return toSets(rows);
  }
}

function toSets(rows: readonly SetRow[]): AccountEntitlements[] {
  const sets = new Map<string, AccountEntitlements & { readonly grants: EntitlementGrant[] }>();
  for (const { accountId, version, feature, planId, validFrom, validUntil } of rows) {
    const set = sets.get(accountId) ?? { accountId, version, grants: [] };
    sets.set(accountId, set);
    if (feature === null) continue;
    const times = { validFrom: validFrom.toISOString(), validUntil: validUntil?.toISOString() ?? null };
    set.grants.push({ feature, planId, ...times });
  }
  return [...sets.values()];
}
