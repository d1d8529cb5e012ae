import fc from 'fast-check';
import { ContentService } from '../../../../tests/support/content-service';

let content: ContentService;
const ids: string[] = [];
const times = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-02-01T00:00:00.000Z'];
const levels = ['PUBLIC', 'REGISTERED', 'MEMBERS'] as const;
const topicSlugs = ['even', 'third'];

beforeAll(async () => {
  content = await ContentService.start();
  const [even = '', third = ''] = await Promise.all(topicSlugs.map((slug) => content.rows.topic(slug)));
  for (let number = 0; number < 31; number++) {
    const publishedAt = new Date(times[number % 3] ?? 0);
    ids.push(
      await content.rows.article({
        title: `Same title ${number % 4}`,
        publishedAt,
        updatedAt: publishedAt,
        accessLevel: levels[number % 3] ?? 'PUBLIC',
        locale: number === 30 ? 'de' : 'en',
        topicIds: [...(number % 2 === 0 ? [even] : []), ...(number % 3 === 0 ? [third] : [])],
        authorIds: ['usr_01DEM000000000000000000007'],
      }),
    );
  }
});
afterAll(() => content[Symbol.asyncDispose]());

interface Connection {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const fields = `{ totalCount edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
const query = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: ArticleFilter, $orderBy: ArticleOrder) {
  articles(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) ${fields} }`;

async function page(variables: Readonly<Record<string, unknown>>): Promise<Connection> {
  const { data, errors } = await content.ask({ query, variables });
  expect(errors).toBeUndefined();
  return data?.articles as Connection;
}

async function idsOf(filter: object): Promise<{ total: number; numbers: number[] }> {
  const { totalCount, edges } = await page({ first: 100, filter });
  const numbers = edges.map(({ node }) => ids.indexOf(node.id)).sort((a, b) => a - b);
  return { total: totalCount, numbers };
}

function numbersWhere(holds: (number: number) => boolean): number[] {
  return ids.map((_id, number) => number).filter(holds);
}

test('paging in any order and step loses and doubles nothing, forward and backward, for equal keys too', async () => {
  const orders = fc.record({
    field: fc.constantFrom('PUBLISHED_AT', 'UPDATED_AT', 'TITLE'),
    direction: fc.constantFrom('ASC', 'DESC'),
  });
  await fc.assert(
    fc.asyncProperty(orders, fc.integer({ min: 1, max: 12 }), async (orderBy, step) => {
      const whole = (await page({ first: 100, orderBy })).edges.map(({ node }) => node.id);
      expect([...whole].sort()).toEqual([...ids].sort());
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { edges, pageInfo }: Connection = await page({ first: step, after, orderBy });
        forward.push(...edges.map(({ node }) => node.id));
        expect(pageInfo.hasPreviousPage).toBe(after !== null);
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage;
      }
      expect(forward).toEqual(whole);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more;) {
        const { edges, pageInfo }: Connection = await page({ last: step, before, orderBy });
        backward.unshift(...edges.map(({ node }) => node.id));
        before = pageInfo.startCursor;
        more = pageInfo.hasPreviousPage;
      }
      expect(backward).toEqual(whole);
    }),
    { numRuns: 12 },
  );
});

test('without an order the newest come first', async () => {
  const { edges } = await page({ first: 100 });
  const byTime = edges.map(({ node }) => times[ids.indexOf(node.id) % 3] ?? '');
  expect(byTime).toEqual([...byTime].sort().reverse());
});

test.each([
  ['a topic', { topicSlugs: ['even'] }, (n: number) => n % 2 === 0],
  ['any of two topics', { topicSlugs: ['third', 'even', 'a\0b'] }, (n: number) => n % 2 === 0 || n % 3 === 0],
  ['an unknown topic', { topicSlugs: ['nothing'] }, () => false],
  ['no topic in particular', { topicSlugs: [] }, () => true],
  ['levels', { accessLevels: ['MEMBERS', 'PUBLIC'] }, (n: number) => n % 3 !== 1],
  ['a language', { locale: 'de' }, (n: number) => n === 30],
  ['a first instant', { publishedAfter: times[1] }, (n: number) => n % 3 !== 0],
  ['an instant it ends before', { publishedBefore: times[1] }, (n: number) => n % 3 === 0],
  [
    'everything at once',
    { topicSlugs: ['even'], accessLevels: ['PUBLIC'], locale: 'en', publishedBefore: times[2] },
    (n: number) => n % 6 === 0 && n < 30,
  ],
])('a filter by %s holds for nodes and for the count', async (_what, filter, holds) => {
  const expected = numbersWhere(holds);
  expect(await idsOf(filter)).toEqual({ total: expected.length, numbers: expected });
});

test('a cursor belongs to one list, one order and one filter', async () => {
  const { pageInfo } = await page({ first: 2, filter: { topicSlugs: ['even'] } });
  const after = pageInfo.endCursor;
  const author = 'usr_01DEM000000000000000000007';
  const attempts = [
    { query, variables: { first: 2, after } },
    { query, variables: { first: 2, after, filter: { topicSlugs: ['third'] } } },
    {
      query,
      variables: { first: 2, after, filter: { topicSlugs: ['even'] }, orderBy: { direction: 'ASC' } },
    },
    {
      query:
        'query ($after: String) { topic(by: { slug: "even" }) { articles(after: $after) { totalCount } } }',
      variables: { after },
    },
    {
      query: `query ($after: String) { _entities(representations: [{ __typename: "User", id: "${author}" }]) {
        ... on User { articles(after: $after) { totalCount } } } }`,
      variables: { after },
    },
  ];
  for (const attempt of attempts) {
    const { errors } = await content.ask(attempt);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
  const same = await page({ first: 100, after, filter: { topicSlugs: ['even', 'even'] } });
  expect(same.edges).toHaveLength(numbersWhere((n) => n % 2 === 0).length - 2);
});

test('the lists of several topics and authors are one statement each, however many', async () => {
  const listed = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on Topic { articles(first: 3) { totalCount nodes { id authors { id } topics { id } } } } } }`;
  const { data } = await content.ask('{ topics { id } }');
  const of = (data?.topics as { id: string }[]).map(({ id }) => ({ __typename: 'Topic', id }));
  const one = await content.statementsOf(() =>
    content.ask({ query: listed, variables: { of: of.slice(0, 1) } }),
  );
  const all = await content.statementsOf(() => content.ask({ query: listed, variables: { of } }));
  // Which of two side by side comes first is nobody's promise.
  expect([...all].sort()).toEqual([...one].sort());
});
