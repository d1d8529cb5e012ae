import { type GraphqlBody } from '../graph/post';
import { type QueryPlan } from './run';

/** Takes the plan out of an answer, so that what is shown is what any client gets. */
export function takePlan(body: GraphqlBody): { readonly body: GraphqlBody; readonly plan?: QueryPlan } {
  const { queryPlan, ...extensions } = body.extensions ?? {};
  if (!isPlan(queryPlan)) return { body };
  const { extensions: _, ...rest } = body;
  const isEmpty = Object.keys(extensions).length === 0;
  return { body: isEmpty ? rest : { ...rest, extensions }, plan: queryPlan };
}

function isPlan(value: unknown): value is QueryPlan {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'text' in value && typeof value.text === 'string' && 'requests' in value && Array.isArray(value.requests)
  );
}
