import { manyByKey, oneById } from '@nutgraf/kit/loaders';
import type { FeatureOfPlan, FeatureRepository } from './feature.repository';

export function featureLoaders(repository: FeatureRepository) {
  return {
    byId: oneById((ids) => repository.manyByIds(ids)),
    ofPlan: manyByKey<string, FeatureOfPlan>(
      (planIds) => repository.manyOfPlans(planIds),
      ({ planId }) => planId,
    ),
  };
}
