import { createGateway, type GatewayOptions } from '@nutgraf/gateway';
import { Cleanup } from '@nutgraf/gateway/http/fixtures/cleanup';
import { ask, send } from '@nutgraf/gateway/http/fixtures/client';
import { compose, startSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const fail = () => {
  throw new Error('No.');
};

async function start(settings: Partial<GatewayOptions> = {}) {
  const subgraph = await startSubgraph(
    'one',
    `type Query { thing: Thing things: [Thing] secret: Int @authenticated }
     type Thing { a: Int must: Int! list: [Int!] next: Thing }`,
    {
      Query: { thing: () => ({ next: {} }), things: () => [{}] },
      Thing: { a: fail, must: fail, list: () => [1, null] },
    },
  );
  const supergraph = compose([cleanup.add(subgraph)]);
  return cleanup.add(
    await createGateway({ supergraph, http: { port: 0 }, log: { level: 'silent' }, ...settings }),
  );
}

const told = async (url: string, query: string) =>
  ((await ask(url, query)).errors ?? []).map(({ path = [], locations = [] }) => {
    return [path.join('.'), ...locations.map(({ line, column }) => `${line}:${column}`)].join(' ');
  });

it.each([
  ['by its line and column', '{\n  thing {\r\n    a\n  }\n}', ['thing.a 3:5']],
  ['by its alias', '{ thing { \t it: a } }', ['thing.it 1:13']],
  ['whatever stands before it', '# ä\n\n{ , thing { # a\na } }', ['thing.a 4:1']],
  ['in its fragment', '{ thing { ...F } } fragment F on Thing { a }', ['thing.a 1:42']],
  [
    'wherever it is asked for',
    '{ thing { a ...F } thing { a } } fragment F on Thing { a }',
    ['thing.a 1:11 1:56 1:28'],
  ],
  ['in a list', '{ things { a } }', ['things.0.a 1:12']],
  ['for an item of its list', '{ thing { list } }', ['thing.list.1 1:11']],
  ['below what became null', '{ thing { next { must } } }', ['thing.next.must 1:18']],
  ['beside introspection', '{ __schema { queryType { name } } thing { a } }', ['thing.a 1:43']],
])('an error tells the field of the client %s, each time it is asked', async (_, query, expected) => {
  const { url } = await start();
  expect(await told(url, query)).toEqual(expected);
  expect(await told(url, query)).toEqual(expected);
});

it('in a document of several operations', async () => {
  const { url } = await start();
  const query =
    'query A { thing { next { a } } }\nquery B { ...F thing { a } }\nfragment F on Query { things { a } }';
  const body = JSON.stringify({ query, operationName: 'B' });
  const { errors } = await send(url, { body, headers: { 'content-type': 'application/json' } });
  expect(errors).toMatchObject([
    { path: ['things', 0, 'a'], locations: [{ line: 3, column: 32 }] },
    { path: ['thing', 'a'], locations: [{ line: 2, column: 24 }] },
  ]);
});

it.each(['null', 'reject'] as const)('of a field that the caller may not see: %s', async (onRefusal) => {
  const { url } = await start({ authorization: { onRefusal } });
  const { errors } = await ask(url, '{\n secret }');
  expect(errors).toMatchObject([
    { locations: [{ line: 2, column: 2 }], extensions: { code: 'UNAUTHENTICATED' } },
  ]);
});
