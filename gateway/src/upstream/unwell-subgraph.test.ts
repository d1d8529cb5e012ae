import { once } from 'node:events';
import { type RequestListener } from 'node:http';
import { Departure } from './departure';
import { FaultySubgraph } from './fixtures/faulty-subgraph';
import { callOf, generous, healths, outcomeOf, request } from './fixtures/served-subgraph';
import { SubgraphClient } from './subgraph-client';
import { type SubgraphHealths } from './subgraph-health';

let users: FaultySubgraph;
let nowMs = 0;
let changes: string[];
let health: SubgraphHealths;
beforeEach(() => {
  nowMs = 0;
  changes = [];
  health = healths(
    { breaker: { failures: 5, probeAfterMs: 500 }, now: () => nowMs },
    { onBreakerChange: (subgraph, state, previous) => changes.push(`${subgraph}: ${previous} -> ${state}`) },
  );
});
afterEach(() => users.stop());

async function serve(listener?: RequestListener, timeoutMs = 600_000): Promise<void> {
  users = await FaultySubgraph.start({ health, timeoutMs: () => timeoutMs }, listener);
}

async function codes(count: number, leftMs = Infinity): Promise<unknown[]> {
  const outcomes = [];
  for (let sent = 0; sent < count; sent += 1)
    outcomes.push(await users.outcome(request, callOf().call, leftMs));
  return outcomes.map((outcome) => ('code' in outcome ? outcome.code : outcome.status));
}

test('a subgraph that hangs costs five timeouts, then nothing is sent to it, and it is well with its first answer', async () => {
  await serve(undefined, 30);
  users.proxy.fault = { kind: 'stall' };
  expect(await codes(5)).toEqual(Array(5).fill('SUBREQUEST_TIMEOUT'));
  expect(await codes(100)).toEqual(Array(100).fill('SUBGRAPH_UNAVAILABLE'));
  // undici connects anew for a request that was given up, and sends nothing.
  expect(users.proxy.used).toBe(5);
  nowMs += 500;
  expect(await codes(2)).toEqual(['SUBREQUEST_TIMEOUT', 'SUBGRAPH_UNAVAILABLE']);
  users.proxy.fault = { kind: 'pass' };
  nowMs += 500;
  expect(await codes(2)).toEqual([200, 200]);
  expect(changes).toEqual([
    ...['users: closed -> open', 'users: open -> half-open', 'users: half-open -> open'],
    ...['users: open -> half-open', 'users: half-open -> closed'],
  ]);
});

test.each<[string, number, unknown[]]>([
  ['a server that cannot serve fails', 500, [500, 'SUBGRAPH_UNAVAILABLE']],
  ['one that refuses has answered', 404, [404, 404]],
])('%s', async (_, status, after) => {
  await serve((__, response) => void response.writeHead(status).end('<html>'));
  await codes(4);
  expect(await codes(2)).toEqual(after);
});

test('a GraphQL answer with errors is an answer, whatever its status', async () => {
  await serve((_, response) => void response.writeHead(500).end('{"errors":[{"message":"No."}]}'));
  expect(await codes(6)).toEqual(Array(6).fill(500));
});

test('clients that leave say nothing of it', async () => {
  await serve();
  users.proxy.fault = { kind: 'stall' };
  for (let sent = 0; sent < 6; sent += 1) {
    const departure = new Departure();
    const outcome = users.outcome(request, callOf({ departure }).call);
    departure.happen();
    await outcome;
  }
  users.proxy.fault = { kind: 'pass' };
  expect(await codes(1)).toEqual([200]);
});

test.each([
  ['has failed when it had half of its time', 40, 'SUBGRAPH_UNAVAILABLE'],
  ['has not when it was asked at the last moment', 30, 'DEADLINE_EXCEEDED'],
])('a subgraph that the deadline ends %s', async (_, leftMs, then) => {
  await serve(undefined, 80);
  users.proxy.fault = { kind: 'stall' };
  expect(await codes(6, leftMs)).toEqual([...Array<string>(5).fill('DEADLINE_EXCEEDED'), then]);
});

test('requests that cannot be sent say nothing of it', async () => {
  await serve();
  const { call } = callOf({ addHeaders: (headers) => void headers.push('x-name', 'a\r\nb: c') });
  for (let sent = 0; sent < 6; sent += 1) await users.outcome(request, call);
  expect(await codes(1)).toEqual([200]);
});

test('another client of the same subgraph, as after a reload, knows of it', async () => {
  await serve((_, response) => void response.writeHead(503).end());
  await codes(5);
  const next = new SubgraphClient({ ...generous(), health, urls: users.urls });
  expect(await outcomeOf(next, request, callOf().call, Infinity)).toMatchObject({
    code: 'SUBGRAPH_UNAVAILABLE',
  });
  await next.close();
});

test('a subgraph hears that nobody waits any more', async () => {
  const closed: Promise<unknown>[] = [];
  await serve((_, response) => void closed.push(once(response, 'close')), 50);
  expect(await codes(1)).toEqual(['SUBREQUEST_TIMEOUT']);
  expect(closed).toHaveLength(1);
  await Promise.all(closed);
});
