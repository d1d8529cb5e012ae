import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const parts = [{ name: 'x', size: 1.5 }];
const rows: Record<string, unknown>[] = [
  { __typename: 'Book', id: 'b1', weight: { kg: 1 }, part: { size: 'small' } },
  { __typename: 'Film', id: 'f1', weight: [[2.5]], part: parts },
];
const byId = ({ id }: { id: string }) => rows.find((row) => row.id === id);
const sum = ({ weight, part }: Record<string, unknown>) => JSON.stringify([weight, part]);

const graph = fixtureGraph([
  {
    name: 'sums',
    typeDefs: `
      scalar JSON
      type Query { items: [Item] }
      union Item = Book | Film
      type Book @key(fields: "id") { id: ID! weight: JSON @external part: BookPart @external sum: String @requires(fields: "weight part { size }") }
      type Film @key(fields: "id") { id: ID! weight: [[Float]] @external part: [FilmPart] @external sum: String @requires(fields: "weight part { size }") }
      type BookPart { size: String @external }
      type FilmPart { size: Float @external }`,
    resolvers: {
      Query: { items: () => rows.map(({ __typename, id }) => ({ __typename, id })) },
      Book: { sum },
      Film: { sum },
    },
  },
  {
    name: 'weights',
    typeDefs: `
      scalar JSON
      type Query { all: [Item] }
      union Item = Book | Film
      type Book @key(fields: "id") { id: ID! weight: JSON part: BookPart }
      type Film @key(fields: "id") { id: ID! weight: [[Float]] part: [FilmPart] }
      type BookPart { size: String }
      type FilmPart { size: Float }`,
    resolvers: {
      Query: { all: () => rows },
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  },
]);

test.each(['items', 'all'])(
  'requirements of one name and of different types are asked apart and told by their name: %s',
  async (field) => {
    const asked = await ask(graph, `{ ${field} { ... on Book { sum } ... on Film { sum } } }`);
    expect(asked.plan).toMatchSnapshot();
    expect(asked.errors).toEqual([]);
    expect(asked.data).toEqual({
      [field]: [{ sum: '[{"kg":1},{"size":"small"}]' }, { sum: '[[[2.5]],[{"size":1.5}]]' }],
    });
  },
);
