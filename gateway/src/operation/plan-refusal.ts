import { type PlanError, PlannerBusy, PlanOverdue, PlanTimeout } from '../plan/plan-error';
import { RefusedOperation } from './refused-operation';

/** What a client is told of an operation that has no plan. */
export function refusalFor(error: PlanError): RefusedOperation {
  if (error instanceof PlannerBusy) {
    const message = 'Too many new operations are being prepared; ask again in a second.';
    return new RefusedOperation('RATE_LIMITED', 503, message, { 'retry-after': '1' }, error);
  }
  if (error instanceof PlanTimeout) {
    const message = 'This operation takes too long to plan; ask for it in parts.';
    return new RefusedOperation('OPERATION_LIMIT_EXCEEDED', 400, message, {}, error);
  }
  if (error instanceof PlanOverdue) {
    const message = 'The time for this operation was over before it could begin; ask again in a moment.';
    return new RefusedOperation('DEADLINE_EXCEEDED', 504, message, {}, error);
  }
  const message = 'This operation cannot be planned; ask for it in parts, or tell the operator its trace id.';
  return new RefusedOperation('BAD_REQUEST', 400, message, {}, error);
}
