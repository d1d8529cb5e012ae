import { type SubgraphOperation } from '../../plan/query-plan';
import {
  type RawAnswer,
  type RepresentationList,
  type SubgraphRequest,
  type SubgraphResponse,
  type Subgraphs,
} from '../../upstream/subgraph-request';
import { UpstreamError } from '../../upstream/upstream-error';
import { type DataObject, isObject } from '../data';
import { type Cause, causeOfSubgraphError, causeOfUpstreamError } from '../faults/errors';
import { type ExecutionContext } from '../execution-context';
import { type DataKey } from '../faults/faults';
import { PlannedRequest } from '../../upstream/planned-request';

/** An answer, with errors in the form in which clients may know them. */
export interface Answer {
  readonly data: DataObject | null;
  /** Errors whose path leads to a place in the data. */
  readonly located: readonly { readonly path: readonly DataKey[]; readonly cause: Cause }[];
  /** Why anything may be missing that no located error explains. */
  readonly failure: Cause | undefined;
}

/**
 * Sends one operation of the plan. Never rejects because of a subgraph.
 * @param locate the place in the data that an error's path means; `undefined` when it leads nowhere, and so
 * explains nothing but what has no other explanation.
 */
export async function ask(
  operation: SubgraphOperation,
  representations: readonly RepresentationList[],
  locate: (path: readonly DataKey[], data: unknown) => readonly DataKey[] | undefined,
  context: ExecutionContext,
): Promise<Answer> {
  const request = new PlannedRequest(operation, context.variables, representations);
  try {
    const { data, errors = [] } = await answerTo(request, context.subgraphs);
    const located = [];
    let failure: Cause | undefined;
    for (const error of errors) {
      const cause = causeOfSubgraphError(error);
      const path = error.path && locate(error.path, data);
      if (path) {
        located.push({ path, cause });
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

/** @throws UpstreamError when there is no answer that can be used. */
async function answerTo(request: SubgraphRequest, subgraphs: Subgraphs): Promise<SubgraphResponse> {
  const outcome = await new Promise<RawAnswer | UpstreamError>((resolve) => subgraphs.send(request, resolve));
  if (outcome instanceof UpstreamError) throw outcome;
  return subgraphs.read(request.subgraph, outcome);
}
