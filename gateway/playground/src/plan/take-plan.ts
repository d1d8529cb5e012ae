import { type GraphqlBody } from '../graph/post';
import { type CachedFetch, type QueryPlan } from './run';

interface Taken {
  readonly body: GraphqlBody;
  readonly plan?: QueryPlan;
  readonly cache?: readonly CachedFetch[];
}

/** Takes out of an answer what only we have asked for, so that what is shown is what any client gets. */
export function takePlan(body: GraphqlBody): Taken {
  const { queryPlan, cache, ...others } = body.extensions ?? {};
  const plan = isPlan(queryPlan) ? queryPlan : undefined;
  const fetches = isCache(cache) ? cache : undefined;
  if (!plan && !fetches) return { body };
  const extensions = {
    ...others,
    ...(!plan && queryPlan !== undefined && { queryPlan }),
    ...(!fetches && cache !== undefined && { cache }),
  };
  const { extensions: _, ...rest } = body;
  const isEmpty = Object.keys(extensions).length === 0;
  return {
    body: isEmpty ? rest : { ...rest, extensions },
    ...(plan && { plan }),
    ...(fetches && { cache: fetches }),
  };
}

function isPlan(value: unknown): value is QueryPlan {
  return isObject(value) && typeof value.text === 'string' && Array.isArray(value.requests);
}

function isCache(value: unknown): value is readonly CachedFetch[] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => isObject(one) && typeof one.subgraph === 'string' && isObject(one.types))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
