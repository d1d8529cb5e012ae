import { type ServerResponse } from 'node:http';
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
  users = await FaultySubgraph.start({ connectionLifetimeMs: 60_000 }, (_, response) => {
    waiting.push(response);
    if (waiting.length > 1) response.end('{"data":{}}');
  });
  const first = users.outcome();
  while (waiting.length === 0) await new Promise(setImmediate);
  const now = performance.now.bind(performance);
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + 59_000);
  expect(await users.outcome()).toMatchObject({ status: 200 });
  expect(users.proxy.connections).toBe(2);
  clock.mockImplementation(() => now() + 60_000);
  expect(await users.outcome()).toMatchObject({ status: 200 });
  expect(users.proxy.connections).toBe(3);
  waiting[0]!.end('{"data":{}}');
  expect(await first).toMatchObject({ status: 200 });
  while (users.proxy.open > 1) await new Promise(setImmediate);
});
