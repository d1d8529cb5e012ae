import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headers } from '@nutgraf/contract/headers';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { RequestScope } from '../request-scope';
import { InternalClient } from './internal-client';

let server: Server;
let client: InternalClient;
let arrived: Promise<[IncomingMessage, ServerResponse]>;
beforeEach(async () => {
  server = createServer();
  arrived = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new InternalClient({
    self: 'content',
    audience: 'billing',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: parseSigningKeys(`test:${Buffer.alloc(32).toString('base64')}`),
  });
});
afterEach(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
});

const trace = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'some=thing' };
const ask = () => client.post('/internal/question', {}, { timeoutMs: 5_000 });

/** Asks for the sake of a request. */
function askFor(scope: RequestScope): Promise<unknown> {
  return new Promise((resolve) => {
    scope.run(() => void ask().then(resolve, resolve));
  });
}

test('a call carries on the trace, and what is left of the time, of the request for which it is made', async () => {
  const answer = askFor(new RequestScope(2_000, trace));
  const [request, response] = await arrived;
  expect(request.headers).toMatchObject(trace);
  const left = Number(request.headers[headers.deadline]);
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(2_000);
  response.end('{"known":true}');
  expect(await answer).toEqual({ known: true });
});

test('a call may take no longer than it is allowed, however much is left of the request', async () => {
  const answer = askFor(new RequestScope(60_000));
  const [request, response] = await arrived;
  expect(request.headers[headers.deadline]).toBe('5000');
  response.end('{}');
  await answer;
});

test('a call is ended when whoever asked has left', async () => {
  const scope = new RequestScope();
  const answer = askFor(scope);
  const [, response] = await arrived;
  const closed = once(response, 'close');
  scope.leave();
  expect(await answer).toMatchObject({ name: 'RequestOverError' });
  await closed;
});

test('a call in the background has its own time and no trace', async () => {
  const answer = ask();
  const [request, response] = await arrived;
  expect([request.headers[headers.deadline], request.headers.traceparent]).toEqual(['5000', undefined]);
  response.end('{}');
  await answer;
});
