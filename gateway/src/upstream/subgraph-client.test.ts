import { type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import {
  bodyOf,
  callOf,
  generous,
  outcomeOf,
  refusal,
  request,
  requestOf,
  ServedSubgraph,
} from './fixtures/served-subgraph';
import { Departure } from './departure';
import { SubgraphClient } from './subgraph-client';

let users: ServedSubgraph;

async function serve(...args: Parameters<typeof ServedSubgraph.start>): Promise<void> {
  users = await ServedSubgraph.start(...args);
}

afterEach(() => users.stop());

const answering =
  (status: number, body: string, type = 'application/json'): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };

test('sends the operation as JSON to the path of the URL, over connections that it keeps', async () => {
  const seen: unknown[] = [];
  let connections = 0;
  await serve((incoming, response) => {
    void bodyOf(incoming).then((body) => {
      const { 'content-type': type, accept } = incoming.headers;
      seen.push([incoming.method, incoming.url, type, accept, JSON.parse(body)]);
      response.end('{"data":{"me":"ä"}}');
    });
  });
  users.server.on('connection', () => (connections += 1));
  const body = { query: '{me}', variables: { a: 1 } };
  expect(await users.ask(requestOf(body))).toEqual({ data: { me: 'ä' } });
  expect(await users.ask(requestOf({ ...body, operationName: 'Q' }))).toEqual({ data: { me: 'ä' } });
  const json = ['application/json', 'application/graphql-response+json, application/json;q=0.9'];
  expect(seen).toEqual([
    ['POST', '/graphql?x=1', ...json, body],
    ['POST', '/graphql?x=1', ...json, { ...body, operationName: 'Q' }],
  ]);
  for (let sent = 0; sent < 10; sent += 1) await users.ask();
  // undici may open a second one where the first has not quite settled.
  expect(connections).toBeLessThanOrEqual(2);
});

test('hands the exact body and path to whoever signs them', async () => {
  let received = '';
  await serve((incoming, response) => {
    void bodyOf(incoming).then((body) => {
      received = `${incoming.url} ${body} ${String(incoming.headers['x-signature'])}`;
      response.end('{"data":{}}');
    });
  });
  let signed = '';
  const { call } = callOf({
    addHeaders: (headers, { body }, path) => {
      signed = `${path} ${body.toString('utf8')} s1`;
      headers.push('x-signature', 's1');
    },
  });
  await users.ask(request, call);
  expect(received).toBe(signed);
});

test.each([200, 400, 500])('uses a GraphQL body that comes with status %d', async (status) => {
  const body = { data: null, errors: [{ message: 'x', path: ['me', 0], extensions: { code: 'Y' } }] };
  await serve(answering(status, JSON.stringify(body)));
  expect(await users.ask()).toEqual(body);
});

test.each([
  ['HTML', '<html>http://127.0.0.1</html>'],
  ['nothing', ''],
  ['JSON that is not an object', '[1]'],
  ['an object that is not GraphQL', '{"status":"ok"}'],
  ['data that is not an object', '{"data":[]}'],
  ['null data without errors', '{"data":null}'],
  ['errors that are no list', '{"errors":{}}'],
])('refuses %s', async (_, body) => {
  await serve(answering(200, body));
  expect(await refusal(users.ask())).toMatchObject({
    code: 'SUBREQUEST_MALFORMED_RESPONSE',
    status: 200,
  });
});

test('a status that says no, with a body that is not GraphQL', async () => {
  await serve(answering(502, '<html>Bad gateway</html>', 'text/html'));
  expect(await refusal(users.ask())).toMatchObject({
    code: 'SUBREQUEST_HTTP_ERROR',
    status: 502,
  });
});

test.each([
  ['declared', true],
  ['not declared', false],
])('gives up an answer that is too large, its length %s', async (_, isDeclared) => {
  const body = JSON.stringify({ data: { me: 'x'.repeat(5_000) } });
  await serve((__, response) => {
    if (isDeclared) response.setHeader('content-length', body.length);
    response.write(body);
    response.end();
  });
  const error = await refusal(users.ask());
  expect(error.code).toBe('SUBREQUEST_MALFORMED_RESPONSE');
  expect(error.message).toMatch(/too large/);
});

test('an endless answer is given up as soon as it is too large', async () => {
  await serve((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(1_000)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  expect((await refusal(users.ask())).message).toMatch(/too large/);
});

test.each([
  ['no answer at all', () => undefined],
  ['an answer that never ends', (_: unknown, response: { write(text: string): void }) => response.write('{')],
])('costs its timeout and no more: %s', async (_, listener) => {
  await serve(listener, { timeoutMs: () => 50 });
  expect(await refusal(users.ask())).toMatchObject({ code: 'SUBREQUEST_TIMEOUT' });
});

test('what is left of the client request is the timeout when it is less', async () => {
  await serve(() => undefined);
  expect(await refusal(users.ask(request, callOf().call, 50))).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
});

test('a client that leaves ends a call, and lets none begin', async () => {
  const departure = new Departure();
  let requests = 0;
  await serve(() => {
    requests += 1;
    departure.happen();
  });
  const { call } = callOf({ departure });
  expect((await refusal(users.ask(request, call))).code).toBe('SUBREQUEST_HTTP_ERROR');
  expect((await refusal(users.ask(request, call))).code).toBe('SUBREQUEST_HTTP_ERROR');
  expect(requests).toBe(1);
});

test('a connection that is refused, reset, or has nowhere to go', async () => {
  await serve((incoming) => incoming.socket.destroy());
  expect((await refusal(users.ask())).code).toBe('SUBREQUEST_HTTP_ERROR');
  const { port } = users.server.address() as AddressInfo;
  await new Promise((resolve) => users.server.close(resolve));
  for (const url of [`http://127.0.0.1:${port}/`, '', 'not a url']) {
    const other = new SubgraphClient({ ...generous(), urls: new Map([['users', url]]) });
    const outcome = await outcomeOf(other, request, callOf().call, Infinity);
    expect((await refusal(Promise.reject(outcome as Error))).code).toBe('SUBREQUEST_HTTP_ERROR');
    await other.close();
  }
});
