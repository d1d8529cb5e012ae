import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { eventually } from './http/fixtures/eventually';
import { startSdlServer } from './http/fixtures/sdl-server';
import { compose } from './http/fixtures/subgraph';
import { type SupergraphSource } from './config/supergraph/supergraph-source';
import { startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);
afterEach(() => jest.restoreAllMocks());

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'nutgraf-reload-'))));
afterAll(() => rm(folder, { recursive: true }));

const pollSeconds = 0.1;

async function startNamed(name: string) {
  const types = `type Query { ${name}: String }`;
  const subgraph = cleanup.add(await startSubgraph(name, types, { Query: { [name]: () => name } }));
  return compose([subgraph]);
}

/** Lines of the log above `info`, and what became of supergraphs. */
function listen(): readonly string[] {
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    const { msg, err } = JSON.parse(String(line)) as { msg: string; err?: { message: string } };
    if (msg.startsWith('supergraph')) lines.push(err ? `${msg}: ${err.message}` : msg);
    return true;
  });
  return lines;
}

const start = async (options: GatewayOptions) =>
  cleanup.add(await createGateway({ http: { port: 0 }, log: { level: 'silent' }, ...options }));

const fields = async (url: string) => {
  const { data } = await ask(url, '{ __schema { queryType { fields { name } } } }');
  return JSON.stringify(data);
};

const becomes = (url: string, name: string) =>
  eventually(
    () => fields(url),
    (data) => data.includes(`"${name}"`),
  );

it.each(['file', 'url'])('what changes at a %s is served by itself', async (kind) => {
  const [one, two] = [await startNamed('one'), await startNamed('two')];
  const server = cleanup.add(await startSdlServer(one));
  const file = join(folder, 'changing.graphql');
  await writeFile(file, one);
  const source: SupergraphSource = kind === 'file' ? { file, pollSeconds } : { url: server.url, pollSeconds };
  const { url } = await start({ supergraph: source });
  expect((await ask(url, '{ one }')).data).toEqual({ one: 'one' });
  await writeFile(file, two);
  server.sdl = two;
  await becomes(url, 'two');
  expect((await ask(url, '{ two }')).data).toEqual({ two: 'two' });
});

it('nobody looks for changes unless pollSeconds says so', async () => {
  const server = cleanup.add(await startSdlServer(await startNamed('one')));
  const followed = cleanup.add(await startSdlServer(server.sdl));
  await start({ supergraph: { url: server.url } });
  await start({ supergraph: { url: followed.url, pollSeconds } });
  await eventually(
    () => Promise.resolve(followed.requests.length),
    (count) => count > 3,
  );
  expect(server.requests).toHaveLength(1);
});

it('a broken supergraph is refused and named once, and the old one stays until there is a good one', async () => {
  const [one, two] = [await startNamed('one'), await startNamed('two')];
  const server = cleanup.add(await startSdlServer(one));
  const lines = listen();
  const { url } = await start({ supergraph: { url: server.url, pollSeconds }, log: { level: 'info' } });
  const looks = async (more: number) => {
    const before = server.requests.length;
    await eventually(
      () => Promise.resolve(server.requests.length),
      (count) => count >= before + more,
    );
  };
  server.sdl = 'type Query { broken: Nowhere }';
  await looks(4);
  expect(lines).toEqual([expect.stringMatching(/^supergraph refused: The supergraph names no subgraphs/)]);
  expect((await ask(url, '{ one }')).data).toEqual({ one: 'one' });
  server.sdl = two;
  await becomes(url, 'two');
  expect(lines.slice(1)).toEqual(['supergraph reloaded']);
});

it('a source that is away is named once, and once when it is back', async () => {
  const one = await startNamed('one');
  const server = cleanup.add(await startSdlServer(one));
  const lines = listen();
  const { url } = await start({ supergraph: { url: server.url, pollSeconds }, log: { level: 'info' } });
  server.status = 500;
  await eventually(
    () => Promise.resolve(server.requests.length),
    (count) => count > 4,
  );
  server.status = 200;
  await eventually(
    () => Promise.resolve(lines.length),
    (count) => count >= 2,
  );
  expect(lines).toEqual([
    `supergraph cannot be read; the one served stays: The supergraph at ${server.url} cannot be fetched: HTTP 500.`,
    'supergraph can be read again',
  ]);
  expect((await ask(url, '{ one }')).data).toEqual({ one: 'one' });
});

it('what a program serves instead is followed instead', async () => {
  const [one, two] = [await startNamed('one'), await startNamed('two')];
  const [first, second] = [await startSdlServer(one), await startSdlServer(two)].map((server) =>
    cleanup.add(server),
  ) as [Awaited<ReturnType<typeof startSdlServer>>, Awaited<ReturnType<typeof startSdlServer>>];
  const gateway = await start({ supergraph: { url: first.url, pollSeconds } });
  await gateway.reload({ url: second.url, pollSeconds });
  await becomes(gateway.url, 'two');
  const asked = first.requests.length;
  second.sdl = one;
  await becomes(gateway.url, 'one');
  expect(first.requests).toHaveLength(asked);
});

it('a fetch under way does not hold up the end', async () => {
  const one = await startNamed('one');
  const server = cleanup.add(await startSdlServer(one));
  const gateway = await start({ supergraph: { url: server.url } });
  server.isHeld = true;
  const reloading = gateway.reload({ url: server.url }).catch((error: Error) => error.message);
  await eventually(
    () => Promise.resolve(server.requests.length),
    (count) => count === 2,
  );
  await gateway.stop();
  expect(await reloading).toContain('cannot be fetched');
});

it.each([
  [undefined, 'There is no supergraph to serve: name its SDL, a file or a url.'],
  [{}, '"supergraph" is wrong: expected either file or url.'],
  [{ file: 'a', url: 'http://b' }, '"supergraph" is wrong: expected either file or url.'],
  [{ url: 'ftp://b' }, '"supergraph.url" is wrong: expected an http or https URL.'],
  [{ file: 'a', pollSecond: 1 }, 'Did you mean "supergraph.pollSeconds"?'],
  [{ file: 'a', headers: { a: 'b' } }, '"supergraph.headers" is wrong: they are sent to a url'],
])('the source %j is refused', async (supergraph, message) => {
  await expect(createGateway({ supergraph: supergraph as SupergraphSource })).rejects.toThrow(message);
});
