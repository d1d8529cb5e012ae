import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { SubgraphClient, type SubgraphClientOptions } from './subgraph-client';
import { type SubgraphRequest } from './subgraph-request';
import { UpstreamError } from './upstream-error';

const request: SubgraphRequest = { subgraph: 'users', query: '{me}', variables: { a: 1 }, kind: 'query' };
const generous = { timeoutMs: () => 600_000, maxResponseBytes: 1_000, connectTimeoutMs: 5_000 };

let server: Server;
let client: SubgraphClient;

async function serve(
  listener: RequestListener,
  options: Partial<SubgraphClientOptions> = {},
): Promise<SubgraphClient> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const urls = new Map([['users', `http://127.0.0.1:${port}/graphql?x=1`]]);
  return (client = new SubgraphClient({ ...generous, urls, ...options }));
}

afterEach(async () => {
  server.closeAllConnections();
  await client.close();
  await new Promise((resolve) => server.close(resolve));
});

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

async function refusal(promise: Promise<unknown>): Promise<UpstreamError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamError);
  const refused = error as UpstreamError;
  expect(refused.message).not.toMatch(/127|http:|\d{4}|graphql\?/);
  expect(refused.subgraph).toBe('users');
  return refused;
}

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
      seen.push([incoming.method, incoming.url, incoming.headers['content-type'], JSON.parse(body)]);
      response.end('{"data":{"me":"ä"}}');
    });
  });
  server.on('connection', () => (connections += 1));
  expect(await client.send(request, { headers: {} })).toEqual({ data: { me: 'ä' } });
  expect(await client.send({ ...request, operationName: 'Q' }, { headers: {} })).toEqual({
    data: { me: 'ä' },
  });
  const body = { query: '{me}', variables: { a: 1 } };
  expect(seen).toEqual([
    ['POST', '/graphql?x=1', 'application/json', body],
    ['POST', '/graphql?x=1', 'application/json', { ...body, operationName: 'Q' }],
  ]);
  for (let sent = 0; sent < 10; sent += 1) await client.send(request, { headers: {} });
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
  await client.send(request, {
    headers: (body, path) => {
      signed = `${path} ${body} s1`;
      return { 'x-signature': 's1' };
    },
  });
  expect(received).toBe(signed);
});

test.each([200, 400, 500])('uses a GraphQL body that comes with status %d', async (status) => {
  const body = { data: null, errors: [{ message: 'x', path: ['me', 0], extensions: { code: 'Y' } }] };
  await serve(answering(status, JSON.stringify(body)));
  expect(await client.send(request, { headers: {} })).toEqual(body);
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
  expect(await refusal(client.send(request, { headers: {} }))).toMatchObject({
    code: 'SUBREQUEST_MALFORMED_RESPONSE',
    status: 200,
  });
});

test('a status that says no, with a body that is not GraphQL', async () => {
  await serve(answering(502, '<html>Bad gateway</html>', 'text/html'));
  expect(await refusal(client.send(request, { headers: {} }))).toMatchObject({
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
  const error = await refusal(client.send(request, { headers: {} }));
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
  expect((await refusal(client.send(request, { headers: {} }))).message).toMatch(/too large/);
});

test.each([
  ['no answer at all', () => undefined],
  ['an answer that never ends', (_: unknown, response: { write(text: string): void }) => response.write('{')],
])('costs its timeout and no more: %s', async (_, listener) => {
  await serve(listener, { timeoutMs: () => 50 });
  expect(await refusal(client.send(request, { headers: {} }))).toMatchObject({ code: 'SUBREQUEST_TIMEOUT' });
});

test('what is left of the client request is the timeout when it is less', async () => {
  await serve(() => undefined);
  const call = client.send(request, { headers: {}, deadlineMs: 50 });
  expect(await refusal(call)).toMatchObject({ code: 'SUBREQUEST_TIMEOUT' });
});

test('the signal of the caller ends a call', async () => {
  const controller = new AbortController();
  await serve(() => controller.abort());
  const call = client.send(request, { headers: {}, signal: controller.signal });
  expect((await refusal(call)).code).toBe('SUBREQUEST_HTTP_ERROR');
  expect((await refusal(client.send(request, { headers: {}, signal: controller.signal }))).code).toBe(
    'SUBREQUEST_HTTP_ERROR',
  );
});

test('a connection that is refused, reset, or has nowhere to go', async () => {
  await serve((incoming) => incoming.socket.destroy());
  expect((await refusal(client.send(request, { headers: {} }))).code).toBe('SUBREQUEST_HTTP_ERROR');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  for (const url of [`http://127.0.0.1:${port}/`, '', 'not a url']) {
    const other = new SubgraphClient({ ...generous, urls: new Map([['users', url]]) });
    expect((await refusal(other.send(request, { headers: {} }))).code).toBe('SUBREQUEST_HTTP_ERROR');
    await other.close();
  }
});
