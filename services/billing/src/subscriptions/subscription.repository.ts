import { Any, type EntityManager, IsNull, type FindOptionsWhere } from 'typeorm';
import type { BillingViewer } from '../viewer';
import { SubscriptionEntity } from './subscription.entity';

/** Subscriptions of accounts that the viewer may not see are not found. */
export class SubscriptionRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  manyByIds(ids: readonly string[], viewer: BillingViewer): Promise<SubscriptionEntity[]> {
    return this.#find({ id: Any(ids) }, viewer);
  }

  /** The one of each account that has not ended. */
  manyCurrentOfAccounts(accountIds: readonly string[], viewer: BillingViewer): Promise<SubscriptionEntity[]> {
    return this.#find({ accountId: Any(accountIds), endedAt: IsNull() }, viewer);
  }

  async #find(
    where: FindOptionsWhere<SubscriptionEntity>,
    { seesAll, accountId }: BillingViewer,
  ): Promise<SubscriptionEntity[]> {
    const query = this.#manager.createQueryBuilder(SubscriptionEntity, 'subscription').where(where);
    if (!seesAll) query.andWhere('subscription.account_id = :viewer', { viewer: accountId });
    return query.getMany();
  }
}
