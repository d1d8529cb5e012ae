import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, graphqlSync } from 'graphql';
import { runCommand } from './command';

const sdl = `
  type Query { shelf(order: Order): Shelf! at: DateTime size: Size }
  type Mutation { put(id: ID!, note: String): Book take(id: ID!): Book }
  type Shelf { id: ID! top: Thing mood: Mood! }
  interface Named { name: String! }
  type Book implements Named { id: ID! name: String! pages: Int! }
  type Vase implements Named { id: ID! name: String! }
  union Thing = Book | Vase
  enum Order { UP DOWN }
  enum Mood { GOOD BAD }
  scalar DateTime
  scalar Size
`;
const operations = `
  query ShelfPage($order: Order) { at size shelf(order: $order) { ...ShelfView } }
  mutation Swap($in: ID!, $out: ID!) { take(id: $out) { id } put(id: $in, note: "a \\\\ \${x}") { name id } }
  fragment ShelfView on Shelf { mood top { ... on Book { pages } } }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codegen-'));
  await writeFile(join(folder, 'schema.graphql'), sdl);
  await writeFile(join(folder, 'shelf.graphql'), operations);
});
afterEach(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => runCommand(args, folder);
const usual = ['--schema', 'schema.graphql', '--documents', 'shelf.graphql', '--output', 'out'];
const generated = (name: string) => readFile(join(folder, 'out', name), 'utf8');

test('writes typed documents, masking, possible types and persisted ids, and nothing the second time', async () => {
  expect(await run(...usual)).toBe(
    'Wrote graphql.ts, fragment-masking.ts, possible-types.ts, persisted-documents.json to out\n',
  );
  expect(await run(...usual)).toBe('Nothing changed.\n');
  expect(await run(...usual, '--check')).toBe('Up to date.\n');
});

test('--check names what is not up to date and writes nothing', async () => {
  await run(...usual);
  await writeFile(join(folder, 'out/graphql.ts'), 'mine');
  await expect(run(...usual, '--check')).rejects.toThrow(/Not up to date in out: graphql.ts/);
  expect(await generated('graphql.ts')).toBe('mine');
});

test('ids are of the text that is embedded, with fields in the order they were written', async () => {
  await run(...usual);
  const persisted = JSON.parse(await generated('persisted-documents.json')) as Record<string, string>;
  const code = await generated('graphql.ts');
  expect(Object.keys(persisted)).toHaveLength(2);
  for (const [id, text] of Object.entries(persisted)) {
    expect(createHash('sha256').update(text).digest('hex')).toBe(id);
    expect(code).toContain(`${JSON.stringify(text)}, {`);
  }
  const swap = Object.values(persisted).find((text) => text.startsWith('mutation'));
  expect(swap).toMatch(/take\(.*put\(.*note:"a \\\\ \${x}"\)\{__typename name id\}/);
});

test('what is received may be a value of tomorrow, what is sent may not', async () => {
  await run(...usual);
  const code = await generated('graphql.ts');
  expect(code).toMatch(/type Mood =\s*\| 'GOOD'\s*\| 'BAD'\s*\| '%future added value';/);
  expect(code).toMatch(/type Order =\s*\| 'UP'\s*\| 'DOWN';/);
});

test('members of a union are told apart by __typename, and unknown scalars are unknown', async () => {
  await run(...usual);
  const code = await generated('graphql.ts');
  expect(code).toMatch(/\{ __typename: 'Book', pages: number \}\s*\| \{ __typename: 'Vase' \}/);
  expect(code).toMatch(/at: string \| null, size: unknown/);
  expect(code).toMatch(/in: string;/);
});

test('possible types cover interfaces and unions', async () => {
  await run(...usual);
  const code = await generated('possible-types.ts');
  expect(JSON.parse(/= (\{[^]*\});/.exec(code)?.[1] ?? '')).toEqual({
    Named: ['Book', 'Vase'],
    Thing: ['Book', 'Vase'],
  });
});

test('--ids-only leaves every text out, and the manifest keeps them', async () => {
  await run(...usual, '--ids-only');
  const code = await generated('graphql.ts');
  expect(code).toContain(
    'new TypedDocumentString("", {"operationName":"ShelfPage","operation":"query","hash":"',
  );
  expect(code).not.toContain('shelf(order:$order)');
  expect(await generated('persisted-documents.json')).toContain('shelf(order:$order)');
});

test('documents may be patterns, several, or what the shell made of one', async () => {
  await writeFile(join(folder, 'more.graphql'), 'query Time { at }');
  await run('--schema', 'schema.graphql', '--documents', '*e*.graphql', '!schema.graphql', '--output', 'out');
  expect(await generated('graphql.ts')).toMatch(
    /TimeDocument[^]*ShelfPageDocument|ShelfPageDocument[^]*TimeDocument/,
  );
});

test('the schema may be that of a running graph', async () => {
  const schema = buildSchema(sdl);
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { query } = JSON.parse(body) as { query: string };
      response.end(JSON.stringify(graphqlSync({ schema, source: query })));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    await run(...usual);
    expect(await run('--schema', url, ...usual.slice(2), '--check')).toBe('Up to date.\n');
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

test('asks whether a graph’s page was taken for the graph', async () => {
  await using server = createServer((_, response) => void response.writeHead(405).end('{}'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = run('--schema', origin, ...usual.slice(2));
  await expect(asked).rejects.toThrow(`Is it ${origin}/graphql that you mean?`);
});

describe('says what to do when', () => {
  test.each<[string, string[], RegExp]>([
    ['something is missing', ['--schema', 'schema.graphql'], /Missing: --documents, --output[^]*Usage/],
    ['an option is unknown', ['--shema', 'x'], /--shema[^]*Usage/],
    [
      'there is no schema',
      ['--schema', 'no.graphql', ...usual.slice(2)],
      /no schema ".*no\.graphql".*URL of a/,
    ],
    [
      'the schema is none',
      ['--schema', 'shelf.graphql', ...usual.slice(2)],
      /"shelf.graphql" is not a GraphQL/,
    ],
    [
      'no graph answers',
      ['--schema', 'http://127.0.0.1:9/graphql', ...usual.slice(2)],
      /No graph answers at .*npm start/,
    ],
    [
      'nothing matches',
      ['--schema', 'schema.graphql', '--documents', 'x/*.graphql', '--output', 'out'],
      /No file matches "x\/\*\.graphql".*--documents/,
    ],
  ])('%s', async (_, args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });

  test.each([
    [
      'an operation does not fit',
      'query Q {\n  shelf { idd }\n}',
      /bad\.graphql:2:11: Cannot query field "idd"/,
    ],
    ['an operation is no GraphQL', 'query Q {\n  shelf {', /bad\.graphql:2:10: Syntax Error/],
    ['an operation has no name', 'query {\n at }', /bad\.graphql:1:1: Give this operation a name/],
    [
      'two have one name',
      'query Q { at } query Q { at }',
      /bad\.graphql:1:\d+: There can be only one operation/,
    ],
    ['text holds a backtick', 'mutation M { put(id: 1, note: "`") { id } }', /bad\.graphql:1:31: A backtick/],
  ])('%s, with its place, and writes nothing', async (_, text, message) => {
    await writeFile(join(folder, 'bad.graphql'), text);
    await expect(
      run('--schema', 'schema.graphql', '--documents', 'bad.graphql', '--output', 'out'),
    ).rejects.toThrow(message);
    await expect(generated('graphql.ts')).rejects.toThrow(/ENOENT/);
  });
});
