import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { EntityManager } from 'typeorm';
import type { BillingViewer } from '../viewer';
import { SubscriptionEntity } from './subscription.entity';

/** Subscriptions of accounts that the viewer may not see are not found. */
export class SubscriptionRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  manyByIds(ids: readonly string[], viewer: BillingViewer): Promise<SubscriptionEntity[]> {
    return this.#find('subscription.id = ANY($1)', ids, viewer);
  }

  /** The one of each account that has not ended. */
  manyCurrentOfAccounts(accountIds: readonly string[], viewer: BillingViewer): Promise<SubscriptionEntity[]> {
    return this.#find(
      'subscription.account_id = ANY($1) AND subscription.ended_at IS NULL',
      accountIds,
      viewer,
    );
  }

  async #find(
    condition: string,
    keys: readonly string[],
    { seesAll, accountId }: BillingViewer,
  ): Promise<SubscriptionEntity[]> {
    return selectRows(
      this.#manager,
      SubscriptionEntity,
      'subscription',
      `WHERE ${condition} AND ($2 OR subscription.account_id = $3)`,
      [keys, seesAll, accountId],
    );
  }
}
