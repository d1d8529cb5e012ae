import { ask, type Asked } from './ask';
import { type FixtureGraph } from './fixture-graph';
import { oracle } from './oracle';

/** Asks, and proves that the answer is, to the order of its keys, what graphql-js gives over plain data. */
export async function askLikeOracle(
  graph: FixtureGraph,
  query: string,
  rootValue: unknown,
  variables: Record<string, unknown> = {},
): Promise<Asked> {
  const asked = await ask(graph, query, { variables });
  expect(asked.errors).toEqual([]);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(await oracle(graph, query, rootValue, variables)));
  return asked;
}
