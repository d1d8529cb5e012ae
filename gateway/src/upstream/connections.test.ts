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

test('a connection that has lived long enough takes no more requests', async () => {
  users = await FaultySubgraph.start({ connectionLifetimeMs: 60_000 });
  await users.outcome();
  await users.outcome();
  const { connections } = users.proxy;
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + 60_001);
  expect(await users.outcome()).toMatchObject({ status: 200 });
  expect(users.proxy.connections).toBe(connections + 1);
});
