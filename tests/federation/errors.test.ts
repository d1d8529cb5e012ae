import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

class CodedError extends Error {
  readonly extensions: Record<string, unknown>;
  constructor(message: string, code: string) {
    super(message);
    this.extensions = { code, retryAfter: 5, stacktrace: ['at secret.ts:1'], exception: { sql: 'SELECT 1' } };
  }
}

const comments = ['c1', 'c2', 'c3'].map((id, index) => ({ node: { id, author: { id: `u${index % 2}` } } }));

const graph = fixtureGraph([
  {
    name: 'content',
    typeDefs: `
      type Query { article: Article! coded: String plain: String broken: [Int] }
      type Article { title: String! comments: Comments! }
      type Comments { edges: [Edge!]! }
      type Edge { node: Comment! }
      type Comment { id: ID! author: User! }
      type User @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: {
        article: () => ({ title: 'T', comments: { edges: comments } }),
        coded: () => {
          throw new CodedError('Slow down.', 'RATE_LIMITED');
        },
        plain: () => {
          throw new Error('password=1234');
        },
      },
    },
  },
  {
    name: 'users',
    typeDefs: `type User @key(fields: "id") { id: ID! name: String! nick: String friend: User }`,
    resolvers: {
      User: {
        __resolveReference: async ({ id }: { id: string }) => Promise.resolve({ id, name: `N${id}` }),
        nick: ({ id }: { id: string }) => {
          if (id === 'u1') throw new CodedError('No nick.', 'FORBIDDEN');
          return null;
        },
        friend: () => ({ id: 'u1', name: 'Friend' }),
      },
    },
  },
  {
    name: 'billing',
    typeDefs: `
      type Query { plan: Plan! }
      type Plan { price: Int }
      type User @key(fields: "id") { id: ID! isSupporter: Boolean since: String! }`,
    resolvers: { User: { isSupporter: () => true, since: () => '2020' } },
  },
]);

test('a dead subgraph: each null has its own error at its own place, and the rest is there', async () => {
  const query = '{ article { title comments { edges { node { author { name supports: isSupporter } } } } } }';
  const asked = await ask(graph, query, { down: ['billing'] });
  const author = (name: string) => ({ node: { author: { name, supports: null } } });
  expect(asked.data).toEqual({
    article: { title: 'T', comments: { edges: [author('Nu0'), author('Nu1'), author('Nu0')] } },
  });
  expect(asked.errors).toEqual(
    [0, 1, 2].map((index) => ({
      message: 'The subgraph could not be reached.',
      path: ['article', 'comments', 'edges', index, 'node', 'author', 'supports'],
      extensions: { code: 'SUBREQUEST_HTTP_ERROR' },
    })),
  );
});

test('a dead subgraph of fields that may not be null takes their parents, with one error', async () => {
  const asked = await ask(graph, '{ coded article { comments { edges { node { author { since } } } } } }', {
    down: ['billing'],
  });
  expect(asked.data).toBeNull();
  expect(pathsAndCodes(asked)).toEqual(['article.comments.edges.0.node.author.since SUBREQUEST_HTTP_ERROR']);
});

test('a dead subgraph at the root', async () => {
  const asked = await ask(graph, '{ a: coded b: plain broken }', { down: ['content'] });
  expect(asked.data).toEqual({ a: null, b: null, broken: null });
  expect(pathsAndCodes(asked)).toEqual([
    'a SUBREQUEST_HTTP_ERROR',
    'b SUBREQUEST_HTTP_ERROR',
    'broken SUBREQUEST_HTTP_ERROR',
  ]);
});

test('errors of an entity stand at every place where it stands, and only there', async () => {
  const query = '{ article { comments { edges { node { author { n: nick friend { nick } } } } } } }';
  const asked = await ask(graph, query);
  const at = 'article.comments.edges';
  expect(pathsAndCodes(asked)).toEqual([
    `${at}.0.node.author.friend.nick FORBIDDEN`,
    `${at}.1.node.author.n FORBIDDEN`,
    `${at}.1.node.author.friend.nick FORBIDDEN`,
    `${at}.2.node.author.friend.nick FORBIDDEN`,
  ]);
});

test('what a subgraph says reaches clients only when it was meant for them', async () => {
  const asked = await ask(graph, '{ coded plain }');
  expect(asked.data).toEqual({ coded: null, plain: null });
  expect(asked.errors).toEqual([
    { message: 'Slow down.', path: ['coded'], extensions: { code: 'RATE_LIMITED', retryAfter: 5 } },
    {
      message: 'The subgraph could not answer.',
      path: ['plain'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  ]);
});

test('a refused field is null with its error at every place', async () => {
  const query = '{ article { comments { edges { node { author { isSupporter } } } } } coded }';
  const asked = await ask(graph, query, { forbidden: ['isSupporter', 'coded'] });
  expect(pathsAndCodes(asked)).toEqual([
    ...[0, 1, 2].map((index) => `article.comments.edges.${index}.node.author.isSupporter FORBIDDEN`),
    'coded FORBIDDEN',
  ]);
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['content']);
});

test('refused altogether, nothing is asked', async () => {
  const asked = await ask(graph, '{ article { title } }', { forbidden: ['article'] });
  expect(asked).toMatchObject({ data: null, requests: [] });
  expect(pathsAndCodes(asked)).toEqual(['article FORBIDDEN']);
});

test('one of two entity fields in one request fails, the other does not suffer', async () => {
  const asked = await ask(graph, '{ article { comments { edges { node { author { name nick } } } } } }');
  expect(asked.data).toMatchObject({
    article: { comments: { edges: [{ node: { author: { name: 'Nu0', nick: null } } }, {}, {}] } },
  });
  expect(pathsAndCodes(asked)).toEqual(['article.comments.edges.1.node.author.nick FORBIDDEN']);
});

test('an error for a value that is there nevertheless is told beside it', async () => {
  const error = { message: 'Stale.', path: ['article', '__a_t'], extensions: { code: 'BAD_USER_INPUT' } };
  const asked = await ask(graph, '{ article { t: title } }', {
    intercept: () => Promise.resolve({ data: { article: { __a_t: 'T' } }, errors: [error] }),
  });
  expect(asked.data).toEqual({ article: { t: 'T' } });
  expect(pathsAndCodes(asked)).toEqual(['article.t BAD_USER_INPUT']);
});
