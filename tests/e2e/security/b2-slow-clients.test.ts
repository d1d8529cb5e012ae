import { createHttpServer, listen } from '@nutgraf/gateway/http/server';
import { once } from 'node:events';
import { type Server } from 'node:http';
import { connectTo, readUntilClosed, sendRaw } from '../../support/raw-http';

let server: Server;
let url: string;
/** Bodies that were read to their end. */
let read: number;
async function start(options: Parameters<typeof createHttpServer>[2]): Promise<void> {
  read = 0;
  server = createHttpServer(
    (request, response) => {
      request.resume().once('end', () => {
        read += 1;
        response.end('read');
      });
    },
    () => false,
    options,
  );
  url = await listen(server, 0, '127.0.0.1');
}
afterEach(async () => {
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

/** So that nobody has to wait for the real ones. */
const short = { headersTimeout: 60, requestTimeout: 120, connectionsCheckingInterval: 20 };

it('B2 headers may take 10 seconds, and headers and body 30', async () => {
  await start({});
  expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000, maxConnections: 10_000 });
});

it.each([
  ['nothing at all', ''],
  ['half of a request line', 'POST /gra'],
  ['headers that never end', 'POST /graphql HTTP/1.1\r\nhost: x\r\nx: '],
  ['a body that never comes', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n'],
  ['a body that stops', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{'],
  ['chunks that stop', 'POST /graphql HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n'],
])('B2 a client that sends %s is told 408 and cut off', async (_, bytes) => {
  await start(short);
  const answer = await sendRaw(url, bytes);
  expect([answer.status, read]).toEqual([408, 0]);
  expect(answer.body).toContain('The request did not arrive in time.');
});

it('B2 a client that sends a byte now and then gains no time', async () => {
  await start(short);
  const socket = await connectTo(url);
  socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
  const drip = setInterval(() => socket.write('a: b\r\n'), 10);
  const answer = await readUntilClosed(socket);
  clearInterval(drip);
  expect(answer.status).toBe(408);
});

it('B2 a connection too many is closed, and others are served', async () => {
  await start({ maxConnections: 1 });
  const first = await connectTo(url);
  const second = await connectTo(url);
  if (!second.closed) await once(second, 'close');
  first.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  expect((await readUntilClosed(first)).status).toBe(200);
});
