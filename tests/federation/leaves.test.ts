import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      scalar JSON
      type Query { values: Values item: Item items: [Item] }
      type Values { int: Int float: Float string: String boolean: Boolean id: ID color: Color json: JSON colors: [Color] }
      enum Color { RED BLUE SECRET @inaccessible }
      union Item = Seen | Hidden
      type Seen { x: Int }
      type Hidden @inaccessible { y: Int }`,
  },
]);

const answering = (data: unknown) => ({
  intercept: (): Promise<SubgraphResponse> => Promise.resolve({ data }),
});

test('values that fit pass as they are, those of custom scalars whatever they are', async () => {
  const json = { __proto__x: [1, { a: null }], constructor: 'x' };
  const values = { int: 1, float: 1, string: 's', boolean: false, id: 7, color: 'RED', json };
  const asked = await ask(
    graph,
    '{ values { int float string boolean id color json } }',
    answering({ values }),
  );
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual({ values: { ...values, id: '7' } });
});

test.each([
  ['int', 1.5],
  ['int', 2 ** 31],
  ['int', '1'],
  ['float', '1'],
  ['string', 1],
  ['string', {}],
  ['boolean', 0],
  ['id', 1.5],
  ['id', true],
  ['color', 'GREEN'],
  ['color', 'SECRET'],
  ['color', 'toString'],
  ['int', [1]],
])('%s does not take %j', async (name, value) => {
  const asked = await ask(graph, `{ values { ${name} } }`, answering({ values: { [name]: value } }));
  expect(asked.data).toEqual({ values: { [name]: null } });
  expect(pathsAndCodes(asked)).toEqual([`values.${name} SUBREQUEST_MALFORMED_RESPONSE`]);
  expect(JSON.stringify(asked.errors)).not.toMatch(/SECRET|GREEN/);
});

test('in a list only the one that does not fit is null', async () => {
  const asked = await ask(
    graph,
    '{ values { colors } }',
    answering({ values: { colors: ['RED', 'SECRET', null] } }),
  );
  expect(asked.data).toEqual({ values: { colors: ['RED', null, null] } });
  expect(pathsAndCodes(asked)).toEqual(['values.colors.1 SUBREQUEST_MALFORMED_RESPONSE']);
});

test('an inaccessible type never shows itself', async () => {
  const items = [{ __typename: 'Hidden' }, { __typename: 'Seen', x: 1 }];
  const asked = await ask(graph, '{ items { __typename ... on Seen { x } } }', answering({ items }));
  expect(asked.data).toEqual({ items: [null, { __typename: 'Seen', x: 1 }] });
  expect(pathsAndCodes(asked)).toEqual(['items.0 SUBREQUEST_MALFORMED_RESPONSE']);
  expect(JSON.stringify(asked.errors)).not.toContain('Hidden');
});
