import { type RequestListener } from 'node:http';
import { Departure } from './departure';
import { FaultySubgraph } from './fixtures/faulty-subgraph';
import { type Fault } from './fixtures/fault-proxy';
import { callOf, healths, request } from './fixtures/served-subgraph';
import { type HealthOptions } from './subgraph-health';

let users: FaultySubgraph;
let retries = 0;
beforeEach(() => (retries = 0));
afterEach(() => users.stop());

const mutation = { ...request, kind: 'mutation' as const };
const failed = { code: 'SUBREQUEST_HTTP_ERROR' };

/** Its faults end when a query is sent once more. */
async function serve(
  listener?: RequestListener,
  options: Partial<HealthOptions> & { readonly timeoutMs?: number } = {},
): Promise<void> {
  const { timeoutMs = 600_000, ...rest } = options;
  const retry = { attempts: 2, budget: 0.1 };
  const onRetry = (): void => {
    retries += 1;
    users.proxy.fault = { kind: 'pass' };
  };
  const health = healths({ retry, ...rest }, { onRetry });
  users = await FaultySubgraph.start({ health, timeoutMs: () => timeoutMs }, listener);
}

/** Answers with a status and a body first, and then as it should. */
const firstAnswering = (status: number, body: string, headers = {}): RequestListener => {
  let isFirst = true;
  return (_, response) => {
    if (isFirst) response.writeHead(status, headers).end(body);
    else response.end('{"data":{}}');
    isFirst = false;
  };
};

describe.each<[string, Fault]>([
  ['reset at once', { kind: 'reset' }],
  ['reset before an answer', { kind: 'reset', afterBytes: 0 }],
  ['closed before an answer', { kind: 'drop', afterBytes: 0 }],
])('when its connection is %s', (_, fault) => {
  it('a query is sent once more', async () => {
    await serve();
    users.proxy.fault = fault;
    expect(await users.outcome()).toMatchObject({ status: 200 });
    expect(users.proxy.connections).toBe(2);
  });

  it('a mutation is not, also over a connection that stood', async () => {
    await serve();
    await users.outcome();
    users.proxy.fault = fault;
    users.proxy.resetAll();
    expect(await users.outcome(mutation)).toMatchObject(failed);
    expect(users.requests).toBeLessThanOrEqual(2);
  });
});

describe.each([502, 503, 504])('when %d comes in place of an answer', (status) => {
  it('a query is sent once more, and the client has the headers of its answer alone', async () => {
    await serve(firstAnswering(status, '<html>', { 'x-proxy': '1' }));
    const seen: string[] = [];
    const { call, failures } = callOf({ onHeaders: (_, headers) => void seen.push(String(headers)) });
    expect(await users.outcome(request, call)).toMatchObject({ status: 200 });
    expect([users.requests, failures, seen]).toEqual([2, [], [expect.not.stringContaining('x-proxy')]]);
  });

  it('a mutation is not, and the client has its headers', async () => {
    await serve(firstAnswering(status, '<html>', { 'x-proxy': '1' }));
    const seen: string[] = [];
    const { call } = callOf({ onHeaders: (_, headers) => void seen.push(String(headers)) });
    expect(await users.outcome(mutation, call)).toMatchObject({ status });
    expect([users.requests, seen]).toEqual([1, [expect.stringContaining('x-proxy')]]);
  });
});

test('each try has headers of its own, and what is left of the time', async () => {
  let nowMs = 0;
  const random = (): number => {
    nowMs += 400;
    return 0;
  };
  await serve(firstAnswering(503, ''), { now: () => nowMs, random });
  const left: number[] = [];
  const { call } = callOf({ addHeaders: (_, __, ___, leftMs) => void left.push(leftMs) });
  await users.outcome(request, call, 10_000);
  expect(left).toEqual([10_000, 9_600]);
});

test.each<[string, RequestListener]>([
  ['a GraphQL answer, whatever its status', firstAnswering(503, '{"errors":[{"message":"No."}]}')],
  ['a status that is an answer', firstAnswering(500, 'Oh no')],
  ['a server that says when to come back', firstAnswering(503, '', { 'retry-after': '1' })],
])('nothing is sent again after %s', async (_, listener) => {
  await serve(listener);
  await users.outcome();
  expect(users.requests).toBe(1);
});

test('nor after an answer that has begun', async () => {
  await serve();
  users.proxy.fault = { kind: 'drop', afterBytes: 125 };
  expect(await users.outcome()).toMatchObject(failed);
  expect(users.requests).toBe(1);
});

test('nor after a time that ran out', async () => {
  await serve(undefined, { timeoutMs: 500 });
  users.proxy.fault = { kind: 'stall' };
  expect(await users.outcome()).toMatchObject({ code: 'SUBREQUEST_TIMEOUT' });
  expect(users.proxy.connections).toBe(1);
});

test('nor with too little time left', async () => {
  let nowMs = 0;
  const random = (): number => {
    nowMs = 9_900;
    return 1;
  };
  await serve(firstAnswering(503, ''), { now: () => nowMs, random, timeoutMs: 10_000 });
  expect(await users.outcome()).toMatchObject({ status: 503 });
  expect(users.requests).toBe(1);
});

test('nor when the client has left meanwhile', async () => {
  const departure = new Departure();
  const random = (): number => {
    setImmediate(() => departure.happen());
    return 1;
  };
  await serve(firstAnswering(503, ''), { random });
  const { call } = callOf({ departure });
  expect(await users.outcome(request, call)).toMatchObject(failed);
  // Timers end in order: this one ends after the other try would have begun.
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect([users.requests, retries]).toEqual([1, 0]);
});

test('a subgraph that keeps failing gets an eighth more requests, and ten', async () => {
  const retry = { attempts: 2, budget: 0.125 };
  await serve((_, response) => void response.writeHead(503).end(), { retry, random: () => 0 });
  for (let sent = 0; sent < 40; sent += 1) await users.outcome();
  expect(users.requests).toBe(40 + 10 + 5);
});

test('a query is sent as often as is allowed, and the last outcome is told', async () => {
  const retry = { attempts: 3, budget: 1 };
  await serve((_, response) => void response.writeHead(503).end(), { retry, random: () => 0 });
  expect(await users.outcome()).toMatchObject({ status: 503 });
  expect(users.requests).toBe(3);
});
