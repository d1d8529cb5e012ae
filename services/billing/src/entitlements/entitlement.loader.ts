import { isAmong, manyByKey } from '@nutgraf/kit/loaders';
import type { Clock } from '@nutgraf/kit/clock';
import type DataLoader from 'dataloader';
import type { BillingViewer } from '../viewer';
import type { EntitlementEntity } from './entitlement.entity';
import type { EntitlementRepository } from './entitlement.repository';
import { membersFeature } from './entitlement.rules';

interface EntitlementLoaders {
  readonly validOfAccount: DataLoader<string, readonly EntitlementEntity[]>;
  readonly isSupporter: DataLoader<string, boolean>;
}

/** "Now" is when a loader asks, not when the request came: a mutation sees what it has just granted. */
export function entitlementLoaders(
  repository: EntitlementRepository,
  viewer: BillingViewer,
  clock: Clock,
): EntitlementLoaders {
  return {
    validOfAccount: manyByKey<string, EntitlementEntity>(
      (accountIds) => repository.manyValidOfAccounts(accountIds, viewer, clock.now()),
      ({ accountId }) => accountId,
    ),
    isSupporter: isAmong<string>((accountIds) =>
      repository.manyAccountsWith(membersFeature, accountIds, clock.now()),
    ),
  };
}
