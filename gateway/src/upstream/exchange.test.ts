import { once } from 'node:events';
import { type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { callOf, generous, outcomeOf, refusal, request, ServedSubgraph } from './fixtures/served-subgraph';
import { Departure } from './departure';
import { SubgraphClient, type SubgraphClientOptions } from './subgraph-client';

const opened: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const it of opened.splice(0)) await it.stop();
});

async function serve(
  listener: RequestListener,
  options: Partial<SubgraphClientOptions> = {},
): Promise<ServedSubgraph> {
  const users = await ServedSubgraph.start(listener, options);
  opened.push(users);
  return users;
}

/** A client of a server that writes bytes of its own. */
async function clientOf(
  behave: (socket: Socket) => void,
  protocol: 'http' | 'https',
  timeoutMs = 600_000,
): Promise<SubgraphClient> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    behave(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const options = { ...generous(), timeoutMs: () => timeoutMs, connectTimeoutMs: 300 };
  const client = new SubgraphClient({ ...options, urls: new Map([['users', url]]) });
  opened.push({
    stop: async () => {
      await client.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return client;
}

const ok: RequestListener = (_, response) => void response.end('{"data":{}}');

test.each([
  ['an answer', Infinity, {}, { status: 200 }],
  ['no time', 0, {}, { code: 'DEADLINE_EXCEEDED' }],
  ['no URL', Infinity, { urls: new Map() }, { code: 'SUBREQUEST_HTTP_ERROR' }],
])('the outcome is told once, and not before the call returned: %s', async (_, leftMs, options, expected) => {
  const users = await serve(ok, options);
  const { call, failures } = callOf();
  const outcomes: unknown[] = [];
  const told = new Promise<void>((resolve) => {
    users.client.send(request, call, leftMs, (outcome) => {
      outcomes.push(outcome);
      resolve();
    });
  });
  expect(outcomes).toEqual([]);
  await told;
  await new Promise(setImmediate);
  expect(outcomes).toMatchObject([expected]);
  expect(failures).toHaveLength('code' in expected ? 1 : 0);
});

test('a header that cannot be sent is a failure like any other', async () => {
  const users = await serve(ok);
  for (const addHeaders of [
    (headers: string[]) => void headers.push('x-name', 'a\r\nb: c'),
    () => {
      throw new Error('No key.');
    },
  ]) {
    const { call } = callOf({ addHeaders });
    expect((await refusal(users.ask(request, call))).code).toBe('SUBREQUEST_HTTP_ERROR');
  }
});

test('an answer in many pieces is put together, characters and all', async () => {
  const text = '{"data":{"me":"ä€😀"}}';
  const users = await serve((_, response) => {
    const bytes = Buffer.from(text);
    const next = (at: number): void => {
      if (at === bytes.length) return void response.end();
      response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
    };
    response.setHeader('content-length', bytes.length);
    next(0);
  });
  expect(await users.outcome()).toMatchObject({ status: 200, body: Buffer.from(text) });
});

test('what comes before the answer is not taken for it', async () => {
  const users = await serve((incoming, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    ok(incoming, response);
  });
  const seen: string[] = [];
  const { call } = callOf({ onHeaders: (_, headers) => void seen.push(headers.join()) });
  expect(await users.outcome(request, call)).toMatchObject({ status: 200 });
  expect(seen).toEqual([expect.not.stringContaining('link')]);
});

test('a client that leaves ends its requests in the middle of their answers', async () => {
  const closed: Promise<unknown>[] = [];
  const users = await serve((_, response) => {
    closed.push(once(response, 'close'));
    response.write('{"data":');
  });
  const departure = new Departure();
  let begun = 0;
  const { call } = callOf({
    departure,
    onHeaders: () => {
      begun += 1;
      if (begun === 2) setImmediate(() => departure.happen());
    },
  });
  const outcomes = await Promise.all([users.outcome(request, call), users.outcome(request, call)]);
  expect(outcomes).toMatchObject([{ code: 'SUBREQUEST_HTTP_ERROR' }, { code: 'SUBREQUEST_HTTP_ERROR' }]);
  expect(closed).toHaveLength(2);
  await Promise.all(closed);
});

test('a request given up before it had a connection is never sent, and leaves the connection to others', async () => {
  const sockets: Socket[] = [];
  let requests = 0;
  const users = await serve((incoming, response) => {
    requests += 1;
    ok(incoming, response);
  });
  users.server.on('connection', (socket) => sockets.push(socket));
  const departure = new Departure();
  const left = users.outcome(request, callOf({ departure }).call);
  departure.happen();
  expect(await left).toMatchObject({ code: 'SUBREQUEST_HTTP_ERROR' });
  expect(await users.outcome()).toMatchObject({ status: 200 });
  // Another round, so that a connection that was closed is known to be.
  expect(await users.outcome()).toMatchObject({ status: 200 });
  expect(requests).toBe(2);
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual(sockets.map(() => false));
});

test('time counts while a connection is made', async () => {
  // TLS that nobody answers.
  const client = await clientOf((socket) => socket.resume(), 'https', 50);
  const { call, failures } = callOf();
  const outcome = await outcomeOf(client, request, call, Infinity);
  expect(outcome).toMatchObject({ code: 'SUBREQUEST_TIMEOUT' });
  expect(failures).toEqual([outcome]);
});

test.each([
  ['in a chunk', 'transfer-encoding: chunked\r\n\r\n9\r\n{"data":'],
  ['between chunks', 'transfer-encoding: chunked\r\n\r\n8\r\n{"data":\r\n'],
  ['before its declared end', 'content-length: 11\r\n\r\n{"data":'],
  ['in its head', 'content-type: appl'],
])('an answer that breaks off %s is none', async (_, rest) => {
  const behave = (socket: Socket) => socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${rest}`));
  const client = await clientOf(behave, 'http');
  const outcome = await outcomeOf(client, request, callOf().call, Infinity);
  expect(outcome).toMatchObject({ code: 'SUBREQUEST_HTTP_ERROR' });
});

test('what a callback throws is an uncaught exception, and nothing to the connection', async () => {
  let connections = 0;
  const users = await serve(ok);
  users.server.on('connection', () => (connections += 1));
  const uncaught: unknown[] = [];
  const nextTick = process.nextTick.bind(process);
  const guarded = (task: (...args: unknown[]) => void, ...args: unknown[]): void =>
    nextTick(() => {
      try {
        task(...args);
      } catch (error) {
        uncaught.push(error);
      }
    });
  jest.spyOn(process, 'nextTick').mockImplementation(guarded as typeof process.nextTick);
  const { call, failures } = callOf();
  let told = 0;
  await new Promise<void>((resolve) => {
    users.client.send(request, call, Infinity, () => {
      told += 1;
      setImmediate(resolve);
      throw new Error('A defect.');
    });
  });
  expect(await users.outcome()).toMatchObject({ status: 200 });
  expect(uncaught).toEqual([new Error('A defect.')]);
  expect([told, failures, connections]).toEqual([1, [], 1]);
});

test('ten thousand requests leave no timer and one listener', async () => {
  const users = await serve(ok);
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const departure = new Departure();
  const listen = jest.spyOn(departure, 'onHappened');
  const { call } = callOf({ departure });
  const before = timers();
  for (let sent = 0; sent < 10_000; sent += 50) {
    await Promise.all(Array.from({ length: 50 }, () => users.outcome(request, call)));
  }
  expect(timers()).toBeLessThan(before + 20);
  expect(listen).toHaveBeenCalledTimes(1);
});
