import { Cleanup } from './fixtures/cleanup';
import { createHttpServer, listen } from './server';

const cleanup = new Cleanup();
afterEach(cleanup.run);

it('a handler that fails costs one connection, not the process', async () => {
  const failing = new Set(['/fails']);
  const server = createHttpServer(
    (request, response) =>
      failing.has(request.url ?? '')
        ? Promise.reject(new Error('Nobody expected it.'))
        : void response.end('well'),
    () => false,
  );
  cleanup.add({ stop: () => new Promise((resolve) => server.close(resolve)) });
  const origin = await listen(server, 0, '127.0.0.1');
  await expect(fetch(`${origin}/fails`)).rejects.toThrow();
  const response = await fetch(origin);
  expect(await response.text()).toBe('well');
  server.closeIdleConnections();
});
