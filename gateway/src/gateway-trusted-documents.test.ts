import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { faults, send } from './http/fixtures/client';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';
import { Planner } from './plan/planner';

const cleanup = new Cleanup();
let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'nutgraf-manifest-'))));
afterAll(() => rm(folder, { recursive: true }));
afterEach(cleanup.run);
afterEach(() => jest.restoreAllMocks());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const named = 'query Book($id: ID!) { book(id: $id) { title } }';
const rename = 'mutation Rename { rename(id: "7", title: "x") { title } }';
const manifest = { [hashOf(named)]: named, [`sha256:${hashOf(rename)}`]: rename };

async function write(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

type Mode = 'off' | 'log' | 'enforce';

async function start(mode: Mode, content: unknown = manifest, settings: Partial<GatewayOptions> = {}) {
  const [books, people] = await startLibrary(cleanup);
  const plans = jest.spyOn(Planner.prototype, 'plan');
  const manifests = [await write('manifest.json', content)];
  const gateway = cleanup.add(
    await createGateway({
      supergraph: compose([books, people]),
      http: { port: 0 },
      log: { level: 'silent' },
      trustedDocuments: { manifests, mode },
      ...settings,
    }),
  );
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    send(gateway.url, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const get = (parameters: Record<string, string>) =>
    send(`${gateway.url}?${new URLSearchParams(parameters).toString()}`, {
      method: 'GET',
      headers: { 'content-type': 'application/json' },
    });
  return { books, people, gateway, post, get, plans };
}

const extensionsOf = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
const variables = { id: '7' };
const title = { book: { title: 'Title 7' } };

describe.each<Mode>(['off', 'log', 'enforce'])('in mode %s', (mode) => {
  it('a trusted document is served by its id, however it is asked for', async () => {
    const { post, get, plans } = await start(mode);
    const documentId = `sha256:${hashOf(named)}`;
    const answers = [
      await post({ extensions: extensionsOf(named), variables }),
      await post({ documentId, variables }),
      await post({ documentId, variables, extensions: null, operationName: 'Book' }),
      await get({ extensions: JSON.stringify(extensionsOf(named)), variables: JSON.stringify(variables) }),
      await get({ documentId, variables: JSON.stringify(variables) }),
      await post({ query: named, variables }),
      await post({ query: named, variables, extensions: extensionsOf(named) }),
    ];
    for (const { status, data } of answers) expect([status, data]).toEqual([200, title]);
    expect(plans).toHaveBeenCalledTimes(1);
    expect((await post({ extensions: extensionsOf(rename) })).data).toEqual({ rename: { title: 'x' } });
  });

  it('an id that nobody knows is told as clients expect it', async () => {
    const { post, get, books } = await start(mode);
    const unknown = `sha256:${hashOf('{ a }')}`;
    const answers = [
      await post({ extensions: extensionsOf('{ a }') }),
      await post({ documentId: unknown }),
      await post({ documentId: 'x-other:1' }),
      await post({ documentId: '__proto__' }),
      await get({ documentId: unknown }),
    ];
    for (const answer of answers) expect(faults(answer)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(books.requests).toEqual([]);
  });

  it('a request by id is as well formed as any', async () => {
    const { post, get } = await start(mode);
    const documentId = `sha256:${hashOf(named)}`;
    const answers = [
      await post({ documentId: 7 }),
      await post({ documentId, extensions: 'text' }),
      await post({ documentId, variables: 'text' }),
      await get({ documentId, extensions: '[' }),
      await get({ extensions: '{}' }),
    ];
    for (const answer of answers) expect([answer.status, faults(answer)]).toEqual([400, ['BAD_REQUEST']]);
    expect((await get({ documentId: `sha256:${hashOf(rename)}` })).status).toBe(405);
  });
});

describe('in mode enforce', () => {
  const other = '{ book(id: "7") { title } }';
  const lookalike = `${named} `;

  it.each<[string, string]>([
    ['another document', other],
    ['one that differs by a space', lookalike],
    ['introspection', getIntrospectionQuery()],
    ['__typename', '{ __typename }'],
    ['what is not even GraphQL', '{ book('],
    ['what is too large', `{ ${'__typename '.repeat(3_000)} }`],
  ])('%s is refused before it is parsed, planned or fetched', async (_, query) => {
    const { post, get, books, people, plans } = await start('enforce');
    const answers = [
      await post({ query }),
      await post({ query, extensions: extensionsOf(query) }),
      await post({ query, documentId: `sha256:${hashOf(named)}` }),
      ...(query.length < 8_000 ? [await get({ query })] : []),
    ];
    for (const answer of answers) {
      expect([answer.status, faults(answer)]).toEqual([400, ['PERSISTED_QUERY_REQUIRED']]);
    }
    expect(faults(await post({ extensions: extensionsOf(query) }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect([plans.mock.calls, books.requests, people.requests]).toEqual([[], [], []]);
  });
});

describe('in mode off', () => {
  it('other documents are served and registered as ever', async () => {
    const { post } = await start('off');
    const query = '{ book(id: "7") { title } }';
    expect((await post({ query, extensions: extensionsOf(query) })).data).toEqual(title);
    expect((await post({ extensions: extensionsOf(query) })).data).toEqual(title);
    expect((await post({ documentId: `sha256:${hashOf(query)}` })).data).toEqual(title);
  });
});

describe('a text beside an id of another kind', () => {
  it('is what is asked for', async () => {
    const { post, get } = await start('off');
    const query = '{ book(id: "7") { title } }';
    for (const answer of [
      await post({ query, documentId: 'x-own:1' }),
      await get({ query, documentId: 'x-own:1' }),
    ])
      expect(answer.data).toEqual(title);
  });
});

describe('in mode log', () => {
  it('other documents are served, and each is logged once with its operations and client', async () => {
    const lines: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const { post } = await start('log', manifest, { log: { level: 'warn' } });
    const query = 'query Other { book(id: "7") { title } }';
    for (let time = 0; time < 3; time += 1) {
      const answer = await post({ query }, { 'graphql-client-name': 'site' });
      expect(answer.data).toEqual(title);
    }
    await post({ query: named, variables });
    await post({ query: '{ book(' });
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(logged).toMatchObject([
      { msg: 'document is in no manifest', hash: hashOf(query), operations: ['Other'], client: 'site' },
    ]);
  });
});

describe('limits', () => {
  const limits = { depth: 1, tokens: 10, documentBytes: 20, aliases: 1, inputDepth: 3 };

  it('on documents do not hold for trusted ones, by id or text: they were reviewed', async () => {
    const { post } = await start('off', manifest, { limits });
    expect((await post({ extensions: extensionsOf(named), variables })).data).toEqual(title);
    expect((await post({ query: named, variables })).data).toEqual(title);
    expect(faults(await post({ query: `${named} `, variables }))).toEqual(['OPERATION_LIMIT_EXCEEDED']);
  });

  it('on variables hold for all', async () => {
    const { post, books } = await start('enforce', manifest, { limits });
    const answer = await post({ extensions: extensionsOf(named), variables: { id: '7', a: [[[[1]]]] } });
    expect(faults(answer)).toEqual(['OPERATION_LIMIT_EXCEEDED']);
    expect(books.requests).toEqual([]);
  });
});

describe('a manifest', () => {
  it("may be Apollo's", async () => {
    const operations = [{ id: hashOf(named), name: 'Book', type: 'query', body: named }];
    const apollo = { format: 'apollo-persisted-query-manifest', version: 1, operations };
    const { post } = await start('enforce', apollo);
    expect((await post({ extensions: extensionsOf(named), variables })).data).toEqual(title);
  });

  it('may share documents with others', async () => {
    const files = [await write('a.json', manifest), await write('b.json', { [hashOf(named)]: named })];
    const { post } = await start('enforce', {}, { trustedDocuments: { manifests: files, mode: 'enforce' } });
    expect((await post({ query: named, variables })).data).toEqual(title);
  });

  const invalid = 'query Gone { nothing }';
  const two = 'query A { book(id: 1) { id } } query B { book(id: 1) { id } }';
  it.each<[string, unknown, string]>([
    ['that is no JSON', '{', 'manifest.json: Expected'],
    ['that is a list', [named], 'manifest.json: this is no manifest'],
    ['of numbers', { a: 1 }, 'manifest.json: this is no manifest'],
    [
      "of a later version of Apollo's",
      { format: 'apollo-persisted-query-manifest', version: 2, operations: [] },
      'manifest.json: this is no manifest',
    ],
    [
      'with a wrong hash',
      { [hashOf('x')]: named },
      `manifest.json: the document "${hashOf('x')}" has another SHA-256`,
    ],
    ['with a hash in capitals', { [hashOf(named).toUpperCase()]: named }, 'has another SHA-256'],
    ['with another kind of hash', { 'md5:abc': named }, 'the document "md5:abc" has another SHA-256'],
    [
      'with a document that is not GraphQL',
      { [hashOf('{')]: '{' },
      `the document ${hashOf('{')} is not GraphQL`,
    ],
    [
      'with a document that the graph does not answer',
      { [hashOf(invalid)]: invalid },
      'the document "Gone" is not valid',
    ],
    [
      'with an operation without a name',
      { [hashOf('{ __typename }')]: '{ __typename }' },
      'one operation with a name',
    ],
    ['with two operations in one document', { [hashOf(two)]: two }, 'one operation with a name'],
  ])('%s stops the gateway, by name', async (_, content, message) => {
    await expect(start('off', content)).rejects.toThrow(message);
  });

  it('that is not there stops the gateway', async () => {
    const trustedDocuments = { manifests: ['/no/such.json'] };
    await expect(start('off', {}, { trustedDocuments })).rejects.toThrow(
      'The manifest /no/such.json cannot be read: ENOENT.',
    );
  });
});

it('a supergraph that no longer answers a trusted document is served all the same, and the document named', async () => {
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const { gateway, books, people, post } = await start('enforce', manifest, { log: { level: 'warn' } });
  const without = { ...books, typeDefs: books.typeDefs.replace('rename(', 'retitle(') };
  await gateway.reload(compose([without, people]));
  expect(lines.join()).toMatch(/manifest\.json: the document \\"Rename\\" is not valid: .*rename/);
  expect(faults(await post({ extensions: extensionsOf(rename) }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect((await post({ extensions: extensionsOf(named), variables })).data).toEqual(title);
  await gateway.reload(compose([books, people]));
  expect((await post({ extensions: extensionsOf(rename) })).data).toEqual({ rename: { title: 'x' } });
});
