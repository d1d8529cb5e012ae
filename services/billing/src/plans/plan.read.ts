/** What other rooms use of plans. */
export { PlanRepository } from './plan.repository';
export { seenByAll } from './seen-by-all';
