import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { serviceNames, type ServiceName } from '@nutgraf/stack/service-names';
import { buildSchema } from 'graphql';
import { Client } from 'pg';
import { argumentPlaces, type ArgumentPlace } from '../../support/argument-places';
import { TestGraph, type GraphAnswer } from '../../support/test-graph';

jest.setTimeout(120_000);

const schema = buildSchema(readFileSync(join(__dirname, '../../../schema/api.graphql'), 'utf8'));

/** What a client sends in the places that are not under attack. A new argument needs one. */
const places = argumentPlaces(schema, {
  accountId: () => demoId('acc', 1),
  articleId: () => demoId('art', 1),
  body: () => 'Well said.',
  clientId: () => randomUUID(),
  currentPassword: () => 'not the password',
  displayName: () => 'Nobody',
  email: () => `nobody-${randomUUID()}@nutgraf.example`,
  idempotencyKey: () => randomUUID(),
  newPassword: () => 'a long enough password',
  note: () => 'A test',
  password: () => 'a long enough password',
  planId: () => demoId('pln', 1),
  token: () => 'no such token',
  until: () => '2020-01-01T00:00:00.000Z',
});

/** Where a service would knock if it fetched what it is told. */
let canary: Server;
const knocks: string[] = [];
let graph: TestGraph;
let tokens: Readonly<Record<string, string | undefined>>;
beforeAll(async () => {
  graph = await TestGraph.start({ http: { port: 0, trustedProxies: 1 } });
  const [reader, editor, admin] = await Promise.all([
    graph.signIn('reader'),
    graph.signIn('editor'),
    graph.signIn('admin'),
  ]);
  tokens = { guest: undefined, reader, editor, admin };
  canary = createServer((request, response) => {
    knocks.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => canary.close(resolve));
  await graph[Symbol.asyncDispose]();
});

const hostile: Readonly<Record<string, () => string>> = {
  'always true': () => `' OR 1=1 --`,
  'always true, as a number': () => '1) OR (1=1',
  'a second statement': () =>
    `'; DROP TABLE article CASCADE; DROP TABLE account CASCADE; DROP TABLE plan CASCADE; --`,
  'a dollar quote': () => `$$; DELETE FROM comment; $$`,
  'a union': () => `' UNION SELECT hash FROM password --`,
  'a wait': () => `'||(SELECT pg_sleep(5))||'`,
  'an escape': () => `\\'; DELETE FROM comment; --`,
  'unicode quotes': () => 'ʼ OR 1=1 -- ＇;DELETE FROM comment;--',
  'an identifier': () => 'title"; DROP TABLE article; --',
  'a placeholder': () => '$1 %s ? :name {0} ${process.exit(1)}',
  'a pattern': () => '%',
  'a NUL': () => '\0',
  'a NUL within': () => `art_\0' OR 1=1 --`,
  'half a character': () => '\ud800',
  'a line break': () => 'a\r\nSet-Cookie: a=b',
  'a prototype': () => '__proto__',
  nothing: () => '',
  'very long': () => `' OR 1=1 --`.repeat(2_000),
  'a script': () => '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'an address': () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}/knock`,
};

let requestCount = 0;
async function ask(
  { document, variables }: ArgumentPlace,
  text: string,
  token?: string,
): Promise<GraphAnswer> {
  requestCount += 1;
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      // A sender of its own for each, or most would be throttled before they reach any SQL.
      'x-forwarded-for': `198.18.${requestCount >> 8}.${requestCount & 255}`,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: document, variables: variables(text) }),
  });
  const answer = JSON.parse(await response.text()) as Partial<GraphAnswer>;
  const errors = answer.errors ?? [];
  return {
    status: response.status,
    data: answer.data,
    errors,
    text: errors.map(({ message }) => message).join(),
  };
}

/** What tells that a text was read as SQL, or that PostgreSQL itself speaks. */
const sql = /syntax error|unterminated|invalid byte sequence|relation "|column "|QueryFailed|pg_catalog/i;

/** Tables that grow by what mutations rightly write: accounts that begin, comments, memberships, attempts. */
const growing: Readonly<Record<ServiceName, readonly string[]>> = {
  users: ['registration', 'mail', 'one_time_token', 'outbox', 'session'],
  content: ['comment', 'account_entitlements', 'event_cursor'],
  billing: ['entitlement_comp', 'entitlement', 'entitlement_version', 'idempotency_key', 'outbox'],
};

/** Columns of all tables, and all rows of those that no attack may change. */
async function digest(name: ServiceName): Promise<unknown> {
  const client = new Client({ connectionString: graph.services[name].database.url });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ table_name: string; column_name: string }>(
      `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
       ORDER BY table_name, ordinal_position`,
    );
    const digests: Record<string, unknown> = {};
    for (const table of new Set(columns.map((column) => column.table_name))) {
      const { rows } = await client.query<{ count: number; rows: string }>(
        `SELECT count(*)::int, md5(string_agg(t::text, '' ORDER BY t::text)) AS rows FROM "${table}" t`,
      );
      digests[table] = growing[name].includes(table) ? 'may grow' : rows[0];
    }
    return { columns, digests };
  } finally {
    await client.end();
  }
}
const digests = () => Promise.all(serviceNames.map(digest));

test('B4: no argument takes an address that a service could be made to fetch', () => {
  expect(places.filter(({ type }) => type === 'URL')).toEqual([]);
});

test('B4: the places are found, nested ones too', () => {
  expect(places.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'Query.article(by.slug)',
      'Query.articles(filter.topicSlugs)',
      'Query.articles(orderBy.field)',
      'Article.comments(after)',
      'Account.sessions(after)',
      'Mutation.sessionCreate(input.by.password.email)',
    ]),
  );
});

const everybody = ['guest', 'reader', 'editor', 'admin'];

describe.each([
  ['admin', ['admin']],
  ['everybody in turn', everybody],
])('B4: from %s', (_who, personas) => {
  test.each(Object.keys(hostile))('%s has no effect, wherever it is sent', async (kind) => {
    const before = await digests();
    const failures: object[] = [];
    let index = 0;
    const sendNext = async (): Promise<void> => {
      for (let place = places[index++]; place; place = places[index++]) {
        const text = hostile[kind]!();
        const { errors, text: told } = await ask(place, text, tokens[personas[index % personas.length]!]);
        const codes = errors.map(({ extensions }) => String(extensions.code));
        const isBroken = codes.some((code) => code === 'INTERNAL_SERVER_ERROR' || code.startsWith('SUB'));
        const said = told.replaceAll(JSON.stringify(text), '').replaceAll(text || '\n', '');
        if (isBroken || sql.test(said)) failures.push({ place: place.name, told: told.slice(0, 300) });
      }
    };
    await Promise.all([sendNext(), sendNext(), sendNext(), sendNext()]);
    expect(failures).toEqual([]);
    expect(await digests()).toEqual(before);
    expect(knocks).toEqual([]);
  });
});
