import { type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { FaultySubgraph } from './fixtures/faulty-subgraph';
import { callOf, request } from './fixtures/served-subgraph';

let users: FaultySubgraph;
afterEach(async () => {
  jest.restoreAllMocks();
  await users.stop();
});

test('more requests than connections wait for one, and their time runs', async () => {
  const waiting: ServerResponse[] = [];
  users = await FaultySubgraph.start({ maxConnections: 1 }, (_, response) => void waiting.push(response));
  const first = users.outcome();
  while (waiting.length === 0) await new Promise(setImmediate);
  expect(await users.outcome(request, callOf().call, 50)).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  expect([users.requests, users.proxy.connections]).toEqual([1, 1]);
  waiting[0]!.end('{"data":{}}');
  expect(await first).toMatchObject({ status: 200 });
  const third = users.outcome();
  // What was given up while it waited is not sent: the next to arrive is this one.
  while (waiting.length < 2) await new Promise(setImmediate);
  waiting[1]!.end('{"data":{"third":true}}');
  expect(await third).toMatchObject({ body: Buffer.from('{"data":{"third":true}}') });
  expect(users.requests).toBe(2);
});

test('connections that have lived long enough take no more requests, and end those that they have', async () => {
  const waiting: ServerResponse[] = [];
  const sockets: Socket[] = [];
  users = await FaultySubgraph.start({ connectionLifetimeMs: 60_000 }, (incoming, response) => {
    sockets.push(incoming.socket);
    if (sockets.length === 1) waiting.push(response);
    else response.end('{"data":{}}');
  });
  const first = users.outcome();
  while (waiting.length === 0) await new Promise(setImmediate);
  const sendTen = async (): Promise<ReadonlySet<Socket>> => {
    const before = sockets.length;
    for (let sent = 0; sent < 10; sent += 1) await users.outcome();
    return new Set(sockets.slice(before));
  };
  const young = await sendTen();
  const now = performance.now.bind(performance);
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + 50_000);
  const used = (earlier: ReadonlySet<Socket>, later: ReadonlySet<Socket>): number =>
    [...later].filter((socket) => earlier.has(socket)).length;
  expect(used(young, await sendTen())).toBeGreaterThan(0);
  clock.mockImplementation(() => now() + 60_000);
  expect(used(young, await sendTen())).toBe(0);
  waiting[0]!.end('{"data":{}}');
  expect(await first).toMatchObject({ status: 200 });
});
