import { Any, type EntityManager } from 'typeorm';
import type { BillingViewer } from '../viewer';
import { EntitlementEntity } from './entitlement.entity';

const validAt = `entitlement.valid_from <= :now
  AND (entitlement.valid_until IS NULL OR entitlement.valid_until > :now)`;

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
    const query = this.#manager
      .createQueryBuilder(EntitlementEntity, 'entitlement')
      .where({ accountId: Any(accountIds) })
      .andWhere(validAt, { now })
      .orderBy('entitlement.valid_from')
      .addOrderBy('entitlement.id');
    if (!seesAll) query.andWhere('entitlement.account_id = :viewer', { viewer: accountId });
    return query.getMany();
  }

  /** Which of the accounts may use a feature at `now`, whatever granted it. */
  async manyAccountsWith(feature: string, accountIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await this.#manager
      .createQueryBuilder(EntitlementEntity, 'entitlement')
      .select('DISTINCT entitlement.account_id', 'accountId')
      .innerJoin('feature', 'feature', 'feature.id = entitlement.feature_id')
      .where({ accountId: Any(accountIds) })
      .andWhere('feature.code = :feature', { feature })
      .andWhere(validAt, { now })
      .getRawMany<{ accountId: string }>();
    return rows.map(({ accountId }) => accountId);
  }
}
