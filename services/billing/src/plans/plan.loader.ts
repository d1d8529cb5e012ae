import { oneByKey } from '@nutgraf/kit/loaders';
import type { BillingViewer } from '../viewer';
import type { PlanEntity } from './plan.entity';
import type { PlanRepository } from './plan.repository';

export function planLoaders(repository: PlanRepository, viewer: BillingViewer) {
  return {
    /** Whoever may see it: for parents that have proven it. */
    byId: oneByKey<string, PlanEntity>((ids) => repository.manyByIds(ids), idOf),
    visibleById: oneByKey<string, PlanEntity>((ids) => repository.manyVisibleByIds(ids, viewer), idOf),
    visibleByCode: oneByKey<string, PlanEntity>(
      (codes) => repository.manyVisibleByCodes(codes, viewer),
      ({ code }) => code,
    ),
  };
}

function idOf({ id }: PlanEntity): string {
  return id;
}
