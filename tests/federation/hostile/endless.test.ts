import { type ServerResponse } from 'node:http';
import { type Behaviour, bytes, hostileGraph } from './hostile-graph';

const graph = hostileGraph({ traffic: { maxResponseBytes: 1_000_000 } });
const hasty = hostileGraph({ subgraphs: { hostile: { timeoutMs: 1_000 } } });
const query = '{ kept thing { name } }';
const lost = (fault: string) => ({ data: { kept: 'kept', thing: null }, faults: [`${fault} thing`] });

/** Goes on until nobody listens any more. */
function repeat(response: ServerResponse, everyMs: number, write: () => void): void {
  const timer = setInterval(write, everyMs);
  response.socket?.once('close', () => clearInterval(timer));
}

test.each<[string, Behaviour]>([
  ['says nothing', () => undefined],
  ['stops after its first bytes', (response) => void response.write('{"data":')],
  ['stops after its headers', (response) => void response.flushHeaders()],
  ['stops in its headers', bytes('HTTP/1.1 200 OK\r\nContent-')],
  [
    'never ends its headers',
    (response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n');
      repeat(response, 5, () => response.socket?.write('X: y\r\n'));
    },
  ],
  ['drips white space', (response) => repeat(response, 5, () => void response.write(' '))],
  ['promises more than it gives', bytes('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"data":{}}')],
])('a subgraph that %s costs its timeout and nothing else', async (_, behaviour) => {
  expect(await hasty.ask(query, behaviour)).toEqual(lost('SUBREQUEST_TIMEOUT'));
});

test.each<[string, Behaviour]>([
  ['at once', ({ socket }) => void socket?.resetAndDestroy()],
  ['in its headers', ({ socket }) => void socket?.write('HTTP/1.1 200', () => socket.resetAndDestroy())],
  [
    'in its body',
    ({ socket }) =>
      void socket?.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"data":', () =>
        socket.resetAndDestroy(),
      ),
  ],
  [
    'between chunks',
    (response) => void response.write('{"data":{', () => response.socket?.resetAndDestroy()),
  ],
  ['without a word', ({ socket }) => void socket?.end()],
])('a connection that ends %s', async (_, behaviour) => {
  expect(await graph.ask(query, behaviour)).toEqual(lost('SUBREQUEST_HTTP_ERROR'));
});

test.each([
  ['which says so', { 'content-length': '50000000' }],
  ['which does not say so', {}],
  ['which says less', { 'content-length': '999999' }],
])('of 50 MB, %s, not much more is taken than may be kept', async (_, headers) => {
  let taken = 0;
  const megabyte = Buffer.alloc(1_000_000, ' ');
  const behaviour: Behaviour = (response) => {
    const { socket } = response;
    if (!socket) return;
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 200 OK\r\n${head.join('')}\r\n`);
    const more = (): void => {
      if (socket.destroyed || taken >= 50) return;
      socket.write(megabyte, (error) => {
        if (error) return;
        taken += 1;
        more();
      });
    };
    more();
  };
  const asked = await graph.ask(query, behaviour);
  expect(asked).toEqual(lost('SUBREQUEST_MALFORMED_RESPONSE'));
  // What the operating system holds on both sides is a few megabytes.
  expect(taken).toBeLessThan(20);
});
