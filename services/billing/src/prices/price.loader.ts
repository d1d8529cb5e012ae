import { LoadersByArguments, manyByKey, oneByKey } from '@nutgraf/kit/loaders';
import type { PriceEntity } from './price.entity';
import type { PriceRepository } from './price.repository';

export function priceLoaders(repository: PriceRepository) {
  return {
    byId: oneByKey<string, PriceEntity>(
      (ids) => repository.manyByIds(ids),
      ({ id }) => id,
    ),
    activeOfPlan: new LoadersByArguments<{ currency: string | null }, string, readonly PriceEntity[]>(
      ({ currency }) =>
        manyByKey<string, PriceEntity>(
          (planIds) => repository.manyActiveOfPlans(planIds, currency),
          ({ planId }) => planId,
        ),
    ),
  };
}
