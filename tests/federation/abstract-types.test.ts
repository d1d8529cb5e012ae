import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const book = { __typename: 'Book', id: 'b1', title: 'Dune', pages: 400, author: { name: 'Frank' } };
const film = { __typename: 'Film', id: 'f1', title: 'Solaris', minutes: 167, related: [book] };
const news = { __typename: 'News', headline: 'It rains' };
const media = [book, film];
const feed = [news, film, null, book];

const graph = fixtureGraph([
  {
    name: 'library',
    typeDefs: `
      type Query { media: [Media!]! feed: [Item] one: Item }
      interface Media { id: ID! title: String related: [Media] }
      interface Printed { pages: Int }
      type Book implements Media & Printed @key(fields: "id") {
        id: ID! title: String related: [Media] pages: Int author: Author
      }
      type Film implements Media @key(fields: "id") { id: ID! title: String related: [Media] minutes: Int! }
      type Author { name: String }
      type News { headline: String }
      union Item = Book | Film | News`,
    resolvers: { Query: { media: () => media, feed: () => feed, one: () => news } },
  },
  {
    name: 'ratings',
    typeDefs: `
      type Book @key(fields: "id") { id: ID! stars: Int }
      type Film @key(fields: "id") { id: ID! stars: Int }`,
    resolvers: { Book: { stars: () => 5 }, Film: { stars: () => 4 } },
  },
]);

test('fragments on interfaces and unions, nested and named, in the order of the operation', async () => {
  const query = `{
    feed { __typename ...Shown ... on Media { related { ...Shown __typename } id } }
    media { ... on Film { minutes } title ... on Printed { pages } ... on Book { writer: author { name } } }
    one { ... on Book { title } }
  }
  fragment Shown on Item { ... on News { headline } ... on Media { title } }`.replace(
    'related { ...Shown __typename }',
    'related { title __typename }',
  );
  const asked = await ask(graph, query);
  expect(asked.plan).toMatchSnapshot();
  expect(asked.errors).toEqual([]);
  const expected = await oracle(graph, query, { media, feed, one: news });
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(expected));
});

test('entity fields behind type conditions', async () => {
  const asked = await ask(graph, '{ feed { ... on Book { stars } ... on Film { stars title } } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: { feed: [{}, { stars: 4, title: 'Solaris' }, null, { stars: 5 }] },
    errors: [],
  });
});

test('one response key for fields of different types in different members', async () => {
  const asked = await ask(graph, '{ feed { ... on Book { n: pages } ... on News { n2: headline } } }');
  expect(asked).toMatchObject({ data: { feed: [{ n2: 'It rains' }, {}, null, { n: 400 }] }, errors: [] });
});

test('a type that cannot stand in a place is an error', async () => {
  const asked = await ask(graph, '{ one { __typename } }', {
    intercept: () => Promise.resolve({ data: { one: { __typename: 'Author' } } }),
  });
  expect(asked).toMatchObject({
    data: { one: null },
    errors: [{ path: ['one'], extensions: { code: 'SUBREQUEST_MALFORMED_RESPONSE' } }],
  });
});

test('a member that cannot be told apart is an error, not an empty object', async () => {
  const asked = await ask(graph, '{ one { ... on News { headline } } }', {
    intercept: () => Promise.resolve({ data: { one: { headline: 'It rains' } } }),
  });
  expect(asked).toMatchObject({ data: { one: null }, errors: [{ path: ['one'] }] });
});

test('a refused field of one member is null there and nowhere else', async () => {
  const query = '{ feed { ... on Book { pages } ... on Film { title } } }';
  const asked = await ask(graph, query, { forbidden: ['pages'] });
  expect(asked.data).toEqual({ feed: [{}, { title: 'Solaris' }, null, { pages: null }] });
  expect(asked.errors).toMatchObject([{ path: ['feed', 3, 'pages'], extensions: { code: 'FORBIDDEN' } }]);
});

test('fragments that can never hold need no type to tell', async () => {
  const query = '{ media { title ... on Book { ... on Media { ... on Film { minutes } } } } }';
  const asked = await ask(graph, query, {
    intercept: () => Promise.resolve({ data: { media: [{ title: 'Dune' }, { title: 'Solaris' }] } }),
  });
  expect(asked).toMatchObject({ data: { media: [{ title: 'Dune' }, { title: 'Solaris' }] }, errors: [] });
});
