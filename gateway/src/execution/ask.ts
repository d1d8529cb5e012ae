import { type SubgraphOperation } from '../plan/query-plan';
import { type SubgraphRequest } from '../upstream/subgraph-request';
import { UpstreamError } from '../upstream/upstream-error';
import { type DataObject, isObject } from './data';
import { type Cause, causeOfSubgraphError, causeOfUpstreamError } from './errors';
import { type ExecutionContext } from './execution-context';
import { type DataKey } from './faults';

/** An answer, with errors in the form in which clients may know them. */
export interface Answer {
  readonly data: DataObject | null;
  /** Errors with a path. */
  readonly located: readonly { readonly path: readonly DataKey[]; readonly cause: Cause }[];
  /** Why anything may be missing that no located error explains. */
  readonly failure: Cause | undefined;
}

/**
 * Sends one operation of the plan. Never rejects because of a subgraph.
 * @param isAsked whether the operation has a field that an error's path begins with; one that begins elsewhere
 * locates nothing.
 */
export async function ask(
  operation: SubgraphOperation,
  representations: Readonly<Record<string, unknown>>,
  isAsked: (path: readonly DataKey[]) => boolean,
  context: ExecutionContext,
): Promise<Answer> {
  const request: SubgraphRequest = {
    subgraph: operation.subgraph,
    query: operation.operation,
    variables: { ...usedVariables(operation, context), ...representations },
    ...(operation.operationName !== undefined && { operationName: operation.operationName }),
    kind: operation.operationKind,
  };
  try {
    const { data, errors = [] } = await context.send(request);
    const located = [];
    let failure: Cause | undefined;
    for (const error of errors) {
      const cause = causeOfSubgraphError(error);
      if (error.path && isAsked(error.path)) {
        located.push({ path: error.path, cause });
      } else {
        failure ??= cause;
        context.unplaced.add(cause);
      }
    }
    if (!isObject(data)) return { data: null, located, failure: failure ?? located[0]?.cause };
    return { data, located, failure };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { data: null, located: [], failure: causeOfUpstreamError(error) };
  }
}

/** Variables that the client left out stay out: the operation's text holds their defaults. */
function usedVariables(
  { variables }: SubgraphOperation,
  context: ExecutionContext,
): Readonly<Record<string, unknown>> {
  const given = variables.filter(({ source }) => Object.hasOwn(context.variables, source));
  return Object.fromEntries(given.map(({ name, source }) => [name, context.variables[source]]));
}
