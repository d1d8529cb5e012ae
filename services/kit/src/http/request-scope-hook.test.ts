import { once } from 'node:events';
import { headers } from '@nutgraf/contract/headers';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '../logger';
import { currentRequest, type RequestScope } from '../request-scope';
import { beginRequestScope } from './request-scope-hook';
import { createHttpServer, listen } from './server';

let app: FastifyInstance;
let url: string;
/** Of the last request. */
let scope: RequestScope | undefined;
let begun: Promise<unknown>;
beforeEach(async () => {
  app = createHttpServer(createLogger('test', 'silent'), () => Promise.resolve(true));
  const signal = new EventTarget();
  begun = once(signal, 'begun');
  app.addHook('preHandler', beginRequestScope);
  app.get('/left', () => {
    scope = currentRequest();
    return { leftMs: scope?.leftMs };
  });
  app.get('/never', async () => {
    scope = currentRequest();
    signal.dispatchEvent(new Event('begun'));
    await once(scope!.signal, 'abort');
    throw scope?.signal.reason;
  });
  url = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

const ask = (path: string, deadline?: string, signal?: AbortSignal) =>
  fetch(`${url}${path}`, {
    headers: deadline === undefined ? {} : { [headers.deadline]: deadline },
    signal: signal ?? null,
  });

test.each([undefined, '', 'soon', '-5', '1.5', '1e9', '0x10', 'NaN', '5, 5'])(
  'a deadline of %j is none',
  async (deadline) => {
    expect(await (await ask('/left', deadline)).json()).toEqual({ leftMs: null });
  },
);

test.each([
  ['5000', 5_000],
  ['600001', 600_000],
  ['99999999999999999999999', 600_000],
])('a deadline of %j leaves at most %d ms', async (deadline, longest) => {
  const { leftMs } = (await (await ask('/left', deadline)).json()) as { leftMs: number };
  expect(leftMs).toBeGreaterThan(longest - 4_000);
  expect(leftMs).toBeLessThanOrEqual(longest);
});

test('a request is over at its deadline, and answered without a word of why its work failed', async () => {
  const response = await ask('/never', '20');
  expect([response.status, await response.json()]).toEqual([
    503,
    { error: 'The time for this request is over.' },
  ]);
});

test('a request is over when whoever asked has left', async () => {
  const leaving = new AbortController();
  const answer = ask('/never', undefined, leaving.signal).catch(() => 'left');
  await begun;
  leaving.abort();
  expect(await answer).toBe('left');
  if (!scope!.signal.aborted) await once(scope!.signal, 'abort');
  expect(scope!.signal.reason).toMatchObject({ name: 'RequestOverError' });
});

test('a request that was answered is not over', async () => {
  await (await ask('/left', '50')).text();
  await app.close();
  expect(scope!.signal.aborted).toBe(false);
});
