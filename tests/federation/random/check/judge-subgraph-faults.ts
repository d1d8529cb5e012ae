import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { type ReadRequest } from '../../support/fixture-graph';
import { canonical } from '../graph/canonical';
import { hash, Random } from '../random';
import { difference, unexplained } from './compare';
import { subgraphFaults } from './faults';
import { type Judge, verdictOf } from './verdict';

/** Looks at answers of which one subgraph's part is missing. */
export const judgeSubgraphFaults: Judge = async (each) => {
  const { graph, operation } = each;
  const random = new Random(`subgraph fault ${each.number}`);
  const faulty = random.oneOf(graph.model.subgraphs);
  const kind = random.oneOf(subgraphFaults);
  const whole = await graph.oracle(operation.query, operation.variables);
  let isHit = false;
  return verdictOf(
    each,
    {
      down: kind === 'down' ? [faulty] : [],
      intercept: async (request, send) => {
        const isFaulty = request.subgraph === faulty;
        if (isFaulty && kind === 'error without data') {
          isHit = true;
          return { data: null, errors: [{ message: 'No.', extensions: { code: 'TEAPOT' } }] };
        }
        const response = await send(request);
        const forgotten =
          isFaulty && kind === 'unknown entities' ? withoutEntities(request, response) : response;
        isHit ||= forgotten !== response;
        return forgotten;
      },
    },
    (asked) => {
      isHit ||= kind === 'down' && asked.requests.some(({ subgraph }) => subgraph === faulty);
      // What did not run does not count.
      const hasOtherValues = operation.query.startsWith('mutation');
      const complaint = isHit
        ? unexplained(asked, whole, { isSilent: kind === 'unknown entities', hasOtherValues })
        : difference(asked, whole);
      const named = complaint === undefined ? undefined : `${faulty}: ${kind}\n${complaint}`;
      return { complaint: named, seen: isHit ? [kind] : [] };
    },
  );
};

/** The subgraph does not know half of its entities: always the same ones. */
function withoutEntities(request: ReadRequest, response: SubgraphResponse): SubgraphResponse {
  const data = response.data as Record<string, unknown> | null | undefined;
  const lists = Object.values(request.variables).filter(Array.isArray);
  const isForEntities = /\b_entities\b/.test(request.query);
  if (!data || !isForEntities) return response;
  const representations = new Set(lists.flat().map(canonical));
  const isForgotten = (index: number, list: readonly unknown[]): boolean =>
    hash(`${index} of ${list.length} ${[...representations].join()}`) % 2 === 0;
  const entries = Object.entries(data).map(([key, list]) => [
    key,
    Array.isArray(list)
      ? list.map((entity: unknown, index) => (isForgotten(index, list) ? null : entity))
      : list,
  ]);
  return { ...response, data: Object.fromEntries(entries) };
}
