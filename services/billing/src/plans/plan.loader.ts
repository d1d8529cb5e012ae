import { oneById, oneByKey } from '@nutgraf/kit/loaders';
import type { BillingViewer } from '../viewer';
import type { PlanEntity } from './plan.entity';
import type { PlanRepository } from './plan.repository';

export function planLoaders(repository: PlanRepository, viewer: BillingViewer) {
  return {
    /** Whoever may see it: for parents that have proven it. */
    byId: oneById((ids) => repository.manyByIds(ids)),
    visibleById: oneById((ids) => repository.manyVisibleByIds(ids, viewer)),
    visibleByCode: oneByKey<string, PlanEntity>(
      (codes) => repository.manyVisibleByCodes(codes, viewer),
      ({ code }) => code,
    ),
  };
}
