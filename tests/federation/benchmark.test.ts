import { benchmarkAnswer, benchmarkQuery, benchmarkSubgraphs } from '../bench/scenario/subgraphs';
import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph(benchmarkSubgraphs);

test("the query of the field's gateway benchmark gives the answer that every gateway must give", async () => {
  const asked = await ask(graph, benchmarkQuery);
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual(benchmarkAnswer.data);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(benchmarkAnswer.data));
  expect(asked.requests.length).toBeLessThanOrEqual(8);
});
