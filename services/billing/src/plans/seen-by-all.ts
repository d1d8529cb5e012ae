import type { RequestContext } from '@nutgraf/kit/request-context';
import type { PlanEntity } from './plan.entity';

/**
 * What an answer tells of a plan that not everybody sees, or that this caller does not, is for this caller alone.
 * @returns the plan
 */
export function seenByAll<Plan extends Pick<PlanEntity, 'isPublic'>>(
  plan: Plan | null,
  cache: Pick<RequestContext['cache'], 'restrict'>,
): Plan | null {
  if (!plan?.isPublic) cache.restrict({ scope: 'PRIVATE' });
  return plan;
}
