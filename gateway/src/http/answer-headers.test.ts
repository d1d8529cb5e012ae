import { HeaderMap } from '@apollo/server';
import { type ClientCall } from '../operation/client-call';
import { Cleanup } from './fixtures/cleanup';
import { Admission } from './admission';
import { graphqlHandler } from './graphql-handler';
import { createHttpServer, listen } from './server';

const cleanup = new Cleanup();
afterEach(cleanup.run);

/** The answer of a handler that serves so. */
async function answerOf(serve: (call: ClientCall) => HeaderMap): Promise<Response> {
  const handler = graphqlHandler({
    mediaTypes: ['application/json'],
    bodyLimitBytes: 1_000,
    deadlineMs: 10_000,
    trustedProxies: 0,
    admission: new Admission(1),
    compressFromBytes: Infinity,
    serve: async (_, call) =>
      Promise.resolve({ headers: serve(call), body: { kind: 'complete', string: '{}' } }),
    onAnswered: () => undefined,
    onFault: () => undefined,
  });
  const server = createHttpServer(handler, () => false);
  cleanup.add({ stop: () => server.close() });
  const response = await fetch(await listen(server, 0, '127.0.0.1'), { headers: { connection: 'close' } });
  await response.arrayBuffer();
  return response;
}

it('an answer with cookies is not to be stored, whatever else was said of it', async () => {
  const { headers } = await answerOf(({ answerHeaders }) => {
    answerHeaders.cookies.push('a=1');
    return new HeaderMap([
      ['cache-control', 'public, max-age=60'],
      ['set-cookie', 'own=1'],
    ]);
  });
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.getSetCookie()).toEqual(['own=1', 'a=1']);
});

it('cookies reach the client when the operation fails in the end, for its session may have been renewed', async () => {
  const { status, headers } = await answerOf(({ answerHeaders }) => {
    answerHeaders.cookies.push('a=1');
    throw new Error('nobody foresaw this');
  });
  expect([status, headers.getSetCookie(), headers.get('cache-control')]).toEqual([500, ['a=1'], 'no-store']);
});

it('what Apollo Server says of an answer wins over what a subgraph says of its own', async () => {
  const { headers } = await answerOf(({ answerHeaders }) => {
    answerHeaders.values.set('x-a', 'subgraph').set('x-b', 'subgraph');
    return new HeaderMap([['x-a', 'apollo']]);
  });
  expect([headers.get('x-a'), headers.get('x-b')]).toEqual(['apollo', 'subgraph']);
});
