import { request } from 'node:http';
import { createGateway } from '../gateway';
import { Cleanup } from './fixtures/cleanup';
import { ask, send } from './fixtures/client';
import { eventually } from './fixtures/eventually';
import { Latch } from './fixtures/latch';
import { compose, startSubgraph } from './fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const operation = JSON.stringify({ query: '{ slow }' });
const headers = { 'content-type': 'application/json' };

/** A gateway for two operations at once, over a subgraph that answers when it may. */
async function start() {
  const mayAnswer = new Latch();
  const slow = () => mayAnswer.opened.then(() => 'done');
  const one = cleanup.add(await startSubgraph('one', 'type Query { slow: String }', { Query: { slow } }));
  const settings = { http: { port: 0 }, log: { level: 'silent' }, playground: { enabled: false } } as const;
  const gateway = cleanup.add(
    await createGateway({ supergraph: compose([one]), ...settings, traffic: { maxOperations: 2 } }),
  );
  const underWay = (count: number) =>
    eventually(
      () => Promise.resolve(one.requests.length),
      (asked) => asked === count,
    );
  return { url: gateway.url, one, mayAnswer, underWay };
}

it('more operations than may be under way are refused at once, and told when to come back', async () => {
  const { url, one, mayAnswer, underWay } = await start();
  const admitted = [ask(url, '{ slow }'), ask(url, '{ slow }')];
  await underWay(2);
  const refused = await ask(url, '{ slow }');
  expect([refused.status, refused.headers.get('retry-after'), refused.errors]).toEqual([
    503,
    '1',
    [
      {
        message: 'Too many operations are under way; ask again in a second.',
        extensions: { code: 'RATE_LIMITED', retryAfter: 1, traceId: expect.any(String) as string },
      },
    ],
  ]);
  for (const path of ['/health', '/ready']) expect((await fetch(new URL(path, url))).status).toBe(200);
  mayAnswer.open();
  for (const { data } of await Promise.all(admitted)) expect(data).toEqual({ slow: 'done' });
  expect((await ask(url, '{ slow }')).data).toEqual({ slow: 'done' });
  expect(one.requests).toHaveLength(3);
});

it('an operation is refused before its body was sent', async () => {
  const { url, mayAnswer, underWay } = await start();
  const admitted = [ask(url, '{ slow }'), ask(url, '{ slow }')];
  await underWay(2);
  const asked = request(url, { method: 'POST', headers: { ...headers, 'content-length': 1_000 } });
  const status = new Promise((resolve) =>
    asked.once('response', ({ statusCode }) => resolve(statusCode)).flushHeaders(),
  );
  expect(await status).toBe(503);
  asked.on('error', () => undefined).destroy();
  mayAnswer.open();
  await Promise.all(admitted);
});

it('clients that send slowly take nobody a place', async () => {
  const { url, mayAnswer } = await start();
  mayAnswer.open();
  const senders = [1, 2, 3].map(() => {
    const sender = request(url, { method: 'POST', headers }).on('error', () => undefined);
    sender.write(operation.slice(0, 5));
    return sender;
  });
  expect((await ask(url, '{ slow }')).data).toEqual({ slow: 'done' });
  for (const sender of senders) sender.destroy();
});

it('operations that failed, were refused or whose clients left make room', async () => {
  const { url, mayAnswer, underWay, one } = await start();
  for (let asked = 0; asked < 3; asked += 1) {
    await send(url, { body: '{', headers });
    await ask(url, '{ nothing }');
    const left = new AbortController();
    const { length } = one.requests;
    const leaving = fetch(url, { method: 'POST', headers, body: operation, signal: left.signal });
    await underWay(length + 1);
    left.abort();
    await leaving.catch(() => undefined);
    await one.abandoned();
  }
  mayAnswer.open();
  expect((await ask(url, '{ slow }')).data).toEqual({ slow: 'done' });
});
