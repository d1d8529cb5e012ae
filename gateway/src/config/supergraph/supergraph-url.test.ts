import { Cleanup } from '../../http/fixtures/cleanup';
import { startSdlServer } from '../../http/fixtures/sdl-server';
import { SupergraphUrl } from './supergraph-url';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const start = async () => cleanup.add(await startSdlServer('one'));

it('a server that knows ETag is asked for changes only', async () => {
  const server = await start();
  server.etag = '"1"';
  const source = new SupergraphUrl(server.url, undefined);
  expect([await source.read(), await source.read()]).toEqual(['one', undefined]);
  Object.assign(server, { sdl: 'two', etag: '"2"' });
  expect([await source.read(), await source.read()]).toEqual(['two', undefined]);
  expect(server.requests.map(({ status }) => status)).toEqual([200, 304, 200, 304]);
});

it('of a server without ETag the texts are compared', async () => {
  const server = await start();
  const source = new SupergraphUrl(server.url, undefined);
  expect([await source.read(), await source.read()]).toEqual(['one', undefined]);
  server.sdl = 'two';
  expect(await source.read()).toBe('two');
});

it('sends the headers it was given, and takes them nowhere else', async () => {
  const [server, other] = [await start(), await start()];
  const source = new SupergraphUrl(server.url, { 'x-key': 'k' });
  await source.read();
  expect(server.requests[0]?.headers).toMatchObject({ 'x-key': 'k' });
  Object.assign(server, { status: 302, headers: { location: other.url } });
  await expect(source.read()).rejects.toThrow(`The supergraph at ${server.url} cannot be fetched: `);
  expect(other.requests).toEqual([]);
});

it.each([401, 500])('HTTP %d is named, without what the URL holds of secrets', async (status) => {
  const server = await start();
  server.status = status;
  const source = new SupergraphUrl(`${server.url}?signature=SECRET`, undefined);
  const { message } = (await source.read().catch((error: Error) => error)) as Error;
  expect(message).toBe(`The supergraph at ${server.url}?[secret] cannot be fetched: HTTP ${status}.`);
});

it('a server that is away is named', async () => {
  const server = await start();
  await server.stop();
  await expect(new SupergraphUrl(server.url, undefined).read()).rejects.toThrow(
    'cannot be fetched: ECONNREFUSED.',
  );
});

it('an answer that is too long is given up', async () => {
  const server = await start();
  server.sdl = '#'.repeat(32_000_001);
  await expect(new SupergraphUrl(server.url, undefined).read()).rejects.toThrow('larger than 32000000 bytes');
});
