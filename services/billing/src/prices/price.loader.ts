import { LoadersByArguments, manyByKey, oneById } from '@nutgraf/kit/loaders';
import type { PriceEntity } from './price.entity';
import type { PriceRepository } from './price.repository';

export function priceLoaders(repository: PriceRepository) {
  return {
    byId: oneById((ids) => repository.manyByIds(ids)),
    activeOfPlan: new LoadersByArguments<{ currency: string | null }, string, readonly PriceEntity[]>(
      ({ currency }) =>
        manyByKey<string, PriceEntity>(
          (planIds) => repository.manyActiveOfPlans(planIds, currency),
          ({ planId }) => planId,
        ),
    ),
  };
}
