import { oneById, oneByKey } from '@nutgraf/kit/loaders';
import type { BillingViewer } from '../viewer';
import type { SubscriptionEntity } from './subscription.entity';
import type { SubscriptionRepository } from './subscription.repository';

export function subscriptionLoaders(repository: SubscriptionRepository, viewer: BillingViewer) {
  return {
    byId: oneById((ids) => repository.manyByIds(ids, viewer)),
    currentOfAccount: oneByKey<string, SubscriptionEntity>(
      (accountIds) => repository.manyCurrentOfAccounts(accountIds, viewer),
      ({ accountId }) => accountId,
    ),
  };
}
