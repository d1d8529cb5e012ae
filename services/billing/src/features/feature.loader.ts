import { manyByKey, oneByKey } from '@nutgraf/kit/loaders';
import type { FeatureEntity } from './feature.entity';
import type { FeatureOfPlan, FeatureRepository } from './feature.repository';

export function featureLoaders(repository: FeatureRepository) {
  return {
    byId: oneByKey<string, FeatureEntity>(
      (ids) => repository.manyByIds(ids),
      ({ id }) => id,
    ),
    ofPlan: manyByKey<string, FeatureOfPlan>(
      (planIds) => repository.manyOfPlans(planIds),
      ({ planId }) => planId,
    ),
  };
}
