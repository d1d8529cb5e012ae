import { createHash } from 'node:crypto';
import { type GraphAnswer, TestGraph } from '../../support/test-graph';
import { Planner } from '@nutgraf/gateway/plan/planner';
import { getIntrospectionQuery } from 'graphql';
import { serviceNames } from '@nutgraf/stack/service-names';

let graph: TestGraph;
let plans: jest.SpyInstance;
beforeAll(async () => {
  graph = await TestGraph.start();
  plans = jest.spyOn(Planner.prototype, 'plan');
});
afterAll(async () => {
  plans.mockRestore();
  await graph[Symbol.asyncDispose]();
});
beforeEach(() => {
  plans.mockClear();
  for (const name of serviceNames) graph.proxies[name].reset();
});

/** What was asked of subgraphs for clients; they ask each other, too. */
const fetches = () =>
  serviceNames.flatMap((name) => graph.proxies[name].seen.filter((path) => path === '/graphql'));

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

/** Fields so deep inside each other, each list with one item. */
function nested(depth: number): string {
  const begin = ['articles(first: 1)', 'nodes', 'comments(first: 1)', 'nodes'];
  const fields = Array.from(
    { length: depth - 1 },
    (_, level) => `${begin[level] ?? (level % 2 === 0 ? 'replies(first: 1)' : 'nodes')} { `,
  );
  return `{ ${fields.join('')} __typename ${'} '.repeat(depth - 1)}}`;
}

const bomb = `query { ...F0 } ${times(25, (index) => {
  const next = index === 24 ? '__typename' : `...F${index + 1} ...F${index + 1}`;
  return `fragment F${index} on Query { ${next} }`;
})}`;

const list = 'first: 100';
const dear = `{ articles(${list}) { nodes { comments(${list}) { nodes { replies(${list}) { nodes { id } } } } } } }`;

const attacks: readonly (readonly [what: string, document: string, code: string])[] = [
  ['fragments that double each other', bomb, 'OPERATION_LIMIT_EXCEEDED'],
  ['101 aliases', `{ ${times(101, (i) => `a${i}: articles { totalCount }`)} }`, 'OPERATION_LIMIT_EXCEEDED'],
  ['101 aliases of __typename', `{ ${times(101, (i) => `a${i}: __typename`)} }`, 'OPERATION_LIMIT_EXCEEDED'],
  ['31 aliases inside', `{ plans { ${times(31, (i) => `a${i}: id`)} } }`, 'OPERATION_LIMIT_EXCEEDED'],
  ['a depth of 16', nested(16), 'OPERATION_LIMIT_EXCEEDED'],
  ['500 times the same field', `{ plans { ${times(500, () => 'id')} } }`, 'OPERATION_LIMIT_EXCEEDED'],
  ['21 root fields', `{ ${times(21, () => '__typename')} }`, 'OPERATION_LIMIT_EXCEEDED'],
  ['51 directives', `{ plans { id ${times(51, () => '@include(if: true)')} } }`, 'OPERATION_LIMIT_EXCEEDED'],
  [
    '2,001 tokens',
    `{ articles(first: [${times(2_000, () => '1')}]) { totalCount } }`,
    'OPERATION_LIMIT_EXCEEDED',
  ],
  ['10 unknown directives', `{ plans { id ${times(10, (i) => `@no${i}`)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['a cost over the maximum', dear, 'COST_LIMIT_EXCEEDED'],
  [
    'the schema in circles',
    '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
];

const hashOf = (document: string) => createHash('sha256').update(document).digest('hex');
const persisted = (document: string) => ({
  persistedQuery: { version: 1, sha256Hash: hashOf(document) },
});

async function byGet(parameters: Record<string, string>): Promise<GraphAnswer> {
  const response = await fetch(`${graph.url}?${new URLSearchParams(parameters).toString()}`, {
    headers: { 'content-type': 'application/json' },
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Partial<GraphAnswer>;
  return { status: response.status, data, errors, text };
}

const ways: Readonly<Record<string, (document: string) => Promise<GraphAnswer>>> = {
  POST: (document) => graph.ask(document),
  GET: (document) => byGet({ query: document }),
  'a new hash by POST': (query) => graph.send(JSON.stringify({ query, extensions: persisted(query) })),
  'a new hash by GET': (query) => byGet({ query, extensions: JSON.stringify(persisted(query)) }),
};

describe.each(attacks)('B1 %s', (_, document, code) => {
  it.each(Object.keys(ways))('is refused before anything is planned or fetched, by %s', async (way) => {
    const { status, errors, data } = await ways[way]!(document);
    expect(status).toBe(400);
    expect(errors[0]?.extensions.code).toBe(code);
    expect(errors.length).toBeLessThanOrEqual(6);
    expect(data ?? null).toBeNull();
    expect(plans).not.toHaveBeenCalled();
    expect(fetches()).toEqual([]);
  });

  it('is not served by its hash afterwards', async () => {
    const answers = [
      await graph.send(JSON.stringify({ extensions: persisted(document) })),
      await byGet({ extensions: JSON.stringify(persisted(document)) }),
    ];
    for (const { errors, data } of answers) {
      expect([code, 'PERSISTED_QUERY_NOT_FOUND']).toContain(errors[0]?.extensions.code);
      expect(data ?? null).toBeNull();
    }
    expect(plans).not.toHaveBeenCalled();
    expect(fetches()).toEqual([]);
  });
});

describe('B1 just within the limits', () => {
  it.each([
    ['30 aliases', `{ ${times(15, (i) => `a${i}: __typename`)} plans { ${times(15, (i) => `b${i}: id`)} } }`],
    ['a depth of 15', nested(15)],
    ['20 root fields', `{ ${times(20, () => '__typename')} }`],
    ['100 times the same field', `{ plans { ${times(100, () => 'id')} } }`],
    ['50 directives on one field each', `{ plans { ${times(50, () => 'id @include(if: true)')} } }`],
    ['what GraphiQL asks first', getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true })],
  ])('%s are served', async (_, document) => {
    const { status, errors } = await graph.ask(document);
    expect(errors).toEqual([]);
    expect(status).toBe(200);
  });
});

it('B1 several operations in one request are refused', async () => {
  const one = { query: '{ plans { id } }' };
  const { status, data } = await graph.send(JSON.stringify([one, one]));
  expect(status).toBe(400);
  expect(data ?? null).toBeNull();
  expect(fetches()).toEqual([]);
});

it('B1 variables decide on the cost, and what is over it is refused by its hash as well', async () => {
  const document = `query ($n: Int!) {
    articles(first: $n) { nodes { comments(first: $n) { nodes { replies(first: $n) { nodes { id } } } } } }
  }`;
  const ask = (n: number, query?: string) =>
    graph.send(JSON.stringify({ query, variables: { n }, extensions: persisted(document) }));
  expect((await ask(2, document)).errors).toEqual([]);
  expect((await ask(3)).errors).toEqual([]);
  plans.mockClear();
  for (const name of serviceNames) graph.proxies[name].reset();
  const { status, errors } = await ask(100);
  expect(status).toBe(400);
  expect(errors[0]?.extensions.code).toBe('COST_LIMIT_EXCEEDED');
  expect(errors[0]?.message).toMatch(
    /^The operation costs \d+ points, and 20000 are the most; ask for shorter/,
  );
  expect(plans).not.toHaveBeenCalled();
  expect(fetches()).toEqual([]);
});
