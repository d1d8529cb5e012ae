import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { EntityManager } from 'typeorm';
import type { BillingViewer } from '../viewer';
import { EntitlementEntity } from './entitlement.entity';

/** At $2. */
const isValid = `entitlement.valid_from <= $2
  AND (entitlement.valid_until IS NULL OR entitlement.valid_until > $2)`;

export class EntitlementRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** What is valid at `now`, for accounts that the viewer may see. */
  manyValidOfAccounts(
    accountIds: readonly string[],
    { seesAll, accountId }: BillingViewer,
    now: Date,
  ): Promise<EntitlementEntity[]> {
    return selectRows(
      this.#manager,
      EntitlementEntity,
      'entitlement',
      `WHERE entitlement.account_id = ANY($1) AND ${isValid} AND ($3 OR entitlement.account_id = $4)
       ORDER BY entitlement.valid_from, entitlement.id`,
      [accountIds, now, seesAll, accountId],
    );
  }

  /** Which of the accounts may use a feature at `now`, whatever granted it. */
  async manyAccountsWith(feature: string, accountIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await this.#manager.query<{ accountId: string }[]>(
      `SELECT DISTINCT entitlement.account_id AS "accountId"
       FROM entitlement JOIN feature ON feature.id = entitlement.feature_id
       WHERE entitlement.account_id = ANY($1) AND ${isValid} AND feature.code = $3`,
      [accountIds, now, feature],
    );
    return rows.map(({ accountId }) => accountId);
  }
}
