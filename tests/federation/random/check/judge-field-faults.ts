import { Random } from '../random';
import { difference } from './compare';
import { corrupt, faultyValue, randomFieldFault } from './faults';
import { type Judge, verdictOf } from './verdict';

/** Compares with graphql-js where the same field is faulty. */
export const judgeFieldFaults: Judge = async (each) => {
  const { graph, operation } = each;
  const { world } = graph;
  const fault = randomFieldFault(graph.model, operation.query, new Random(`fault ${each.number}`));
  if (!fault) return verdictOf(each, {}, () => ({ complaint: undefined, seen: [] }));
  world.distort = (field, value) =>
    field.name === fault.field ? faultyValue(fault, value(), field.type) : value();
  const expected = await graph.oracle(operation.query, operation.variables);
  let isHit = false;
  const hit = (): void => void (isHit = true);
  const isResolvers = fault.kind === 'error' || fault.kind === 'errors of items';
  world.distort = (field, value) => {
    if (!isResolvers || field.name !== fault.field) return value();
    hit();
    return faultyValue(fault, value(), field.type);
  };
  const verdict = await verdictOf(
    each,
    {
      intercept: async (request, send) => {
        const response = await send(request);
        return isResolvers
          ? response
          : { ...response, data: corrupt(fault, request.query, response.data, hit) };
      },
    },
    (asked) => {
      const complaint = difference(asked, expected);
      const named = complaint === undefined ? undefined : `${fault.kind} of ${fault.field}\n${complaint}`;
      return { complaint: named, seen: isHit ? [fault.kind] : [] };
    },
  );
  world.distort = (_, value) => value();
  return verdict;
};
