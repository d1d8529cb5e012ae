/** What other rooms use of plans. */
export { PlanRepository } from './plan.repository';
