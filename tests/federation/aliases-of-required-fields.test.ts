import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const size = { __typename: 'Size', width: 2, height: 3 };
const box = {
  __typename: 'Box',
  id: 'b1',
  sku: 's1',
  size,
  name: 'N',
  color: 'red',
  area: 6,
  label: 'red b1',
};

const graph = fixtureGraph([
  {
    name: 'boxes',
    typeDefs: `
      type Query { box: Box boxes: [Box] }
      type Box @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! size: Size name: String color: String }
      type Size { width: Int height: Int }`,
    resolvers: { Query: { box: () => box, boxes: () => [box, box] } },
  },
  {
    name: 'sums',
    typeDefs: `
      type Box @key(fields: "id") {
        id: ID!
        size: Size @external
        color: String @external
        area: Int @requires(fields: "size { width height }")
        label: String @requires(fields: "color")
      }
      type Size @external { width: Int height: Int }`,
    resolvers: {
      Box: {
        area: ({ size: { width, height } }: typeof box) => width * height,
        label: ({ color, id }: typeof box) => `${color} ${id}`,
      },
    },
  },
]);
const data = { box, boxes: [box, box] };

test.each([
  ['a required field', '{ box { color: name label } }'],
  ['a required field that is asked for too', '{ box { color: name hue: color label } }'],
  ['an object that is required', '{ box { size: name area } }'],
  ['fields of an object that is required', '{ box { size { width: height height: width } area } }'],
  ['the key', '{ box { id: sku sku: id label area } }'],
  ['the field that requires', '{ box { label: area area: label } }'],
  ['a required field, by the one that requires it', '{ box { color: label size: area } }'],
  ['the variable of representations', '{ representations: box { representations: label _entities: area } }'],
  [
    'names of JavaScript',
    '{ box { __proto__: label constructor: area prototype: color hasOwnProperty: size { toString: width } } }',
  ],
  ['names of the gateway itself', '{ box { __a_color: name color __a___a_color: label } }'],
  [
    'in fragments',
    '{ boxes { ...A ... on Box { label } } } fragment A on Box { color: name ... { size: sku } area }',
  ],
])('an alias may cover %s', async (_, query) => {
  await askLikeOracle(graph, query, data);
});

test('what an alias covers is asked for beside it', async () => {
  const asked = await askLikeOracle(graph, '{ box { color: name size: sku area label } }', data);
  expect(asked.plan).toMatchSnapshot();
});
