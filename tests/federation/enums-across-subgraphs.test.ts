import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { parse, validate } from 'graphql';
import { ask, pathsAndCodes } from './support/ask';
import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { first: State byOrder(order: Order): String }
      enum State { NEW OPEN }
      enum Order { UP DOWN RANDOM }`,
    resolvers: {
      Query: { first: () => 'OPEN', byOrder: (_: unknown, { order }: { order: string }) => order },
    },
  },
  {
    name: 'b',
    typeDefs: `
      type Query { last: State sorted(order: [Order!]): [String] }
      enum State { OPEN CLOSED }
      enum Order { DOWN UP LATEST }`,
    resolvers: {
      Query: { last: () => 'CLOSED', sorted: (_: unknown, { order }: { order: string[] }) => order },
    },
  },
]);

test('an enum of answers has the values of all subgraphs', async () => {
  const asked = await askLikeOracle(graph, '{ first last }', { first: 'OPEN', last: 'CLOSED' });
  expect(asked.plan).toMatchSnapshot();
  const types = '{ __type(name: "State") { enumValues { name } } }';
  const { data } = await ask(graph, types);
  const { enumValues } = (data as { __type: { enumValues: { name: string }[] } }).__type;
  expect(enumValues.map(({ name }) => name).sort()).toEqual(['CLOSED', 'NEW', 'OPEN']);
});

test('a value passes even from a subgraph that does not declare it', async () => {
  const intercept = (): Promise<SubgraphResponse> => Promise.resolve({ data: { first: 'CLOSED' } });
  expect(await ask(graph, '{ first }', { intercept })).toMatchObject({
    data: { first: 'CLOSED' },
    errors: [],
  });
});

test('an enum of arguments has the values that all subgraphs know', async () => {
  const query = 'query Q($one: Order, $many: [Order!]) { byOrder(order: $one) sorted(order: $many) }';
  const asked = await ask(graph, query, { variables: { one: 'UP', many: ['DOWN', 'UP'] } });
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({ data: { byOrder: 'UP', sorted: ['DOWN', 'UP'] }, errors: [] });
  for (const value of ['RANDOM', 'LATEST']) {
    expect(validate(graph.supergraph.apiSchema, parse(`{ byOrder(order: ${value}) }`))).toHaveLength(1);
    await expect(ask(graph, query, { variables: { one: value } })).rejects.toThrow('Order');
  }
});

test('a value of no subgraph is an error', async () => {
  const intercept = (): Promise<SubgraphResponse> => Promise.resolve({ data: { first: 'GONE' } });
  expect(pathsAndCodes(await ask(graph, '{ first }', { intercept }))).toEqual([
    'first SUBREQUEST_MALFORMED_RESPONSE',
  ]);
});
