import { buildASTSchema, parse, validate } from 'graphql';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { compose } from './compose';
import { graphs } from './graphs';
import { generateOperations } from './operations';
import { Oracle } from './oracle';
import { benchmarkAnswer, benchmarkQuery } from './subgraphs';
import { rootFieldOf, wideSelection } from './wide-graph';

const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(compose(graphs.benchmark(), {}))));

test('generated operations differ, are valid and take variables', () => {
  const operations = generateOperations(200, 1);
  expect(new Set(operations.map(({ query }) => query)).size).toBe(200);
  for (const { query, variables } of operations) {
    expect(validate(schema, parse(query))).toEqual([]);
    expect(variables.length).toBeGreaterThan(0);
  }
});

test('the same seed gives the same operations, another seed others', () => {
  expect(generateOperations(5, 1)).toEqual(generateOperations(5, 1));
  expect(generateOperations(5, 1)).not.toEqual(generateOperations(5, 2));
});

test('the oracle knows the answer of the benchmark', () => {
  expect(new Oracle(graphs.benchmark()).answer(benchmarkQuery)).toEqual(benchmarkAnswer.data);
});

test('the wide graph composes, and each of its subgraphs leads to an entity that others tell of', () => {
  expect(graphs.wide()).toHaveLength(30);
  const query = `{ ${rootFieldOf(4)} { ${wideSelection(1)} } }`;
  const below = (title: string) => ({
    id: '1',
    title: `${title}.title of 1`,
    price: `${title}.price of 1`,
    rating: `${title}.rating of 1`,
  });
  expect(new Oracle(graphs.wide()).answer(query)).toEqual({
    root4: { ...below('Entity4'), link: below('Entity29'), similar: below('Entity14') },
  });
});
