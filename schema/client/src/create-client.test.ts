import { GraphDouble, refusal } from '../../../tests/support/graph-double.js';
import { createClient, GraphQLRequestError, HttpError, NetworkError } from './index.js';
import { AuthorPageDocument, HomeFeedDocument, PlansPageDocument } from './generated/graphql.js';

let graph: GraphDouble;
beforeEach(async () => {
  graph = await GraphDouble.start();
  graph.plays('PlansPage', () => ({ body: { data: { plans: [], viewer: null } } }));
});
afterEach(() => graph[Symbol.asyncDispose]());

const failed = {
  body: {
    data: { user: null },
    errors: [
      {
        message: 'Users is away.',
        path: ['user'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', traceId: 'trace-7' },
      },
    ],
  },
};

test('a request answers what its document says', async () => {
  const { plans, viewer } = await createClient({ url: graph.url }).request(PlansPageDocument, {
    currency: 'EUR',
  });
  expect({ plans, viewer }).toEqual({ plans: [], viewer: null });
  expect(graph.requests.at(-1)).toMatchObject({ operationName: 'PlansPage', variables: { currency: 'EUR' } });
});

test('the text of an operation works too, its data being unknown', async () => {
  graph.plays('Hello', () => ({ body: { data: { hello: 'you' } } }));
  const data: unknown = await createClient({ url: graph.url }).request('query Hello { hello }');
  expect(data).toEqual({ hello: 'you' });
  expect(graph.requests).toMatchObject([{ query: 'query Hello { hello }', variables: {} }]);
});

test('what is no document is refused before anything is sent', async () => {
  const nodes = { kind: 'Document' } as never;
  await expect(createClient({ url: graph.url }).request(nodes)).rejects.toThrow(/nutgraf-codegen/);
  expect(graph.requests).toEqual([]);
});

test('headers can be different each time', async () => {
  let time = 0;
  const client = createClient({ url: graph.url, headers: () => ({ 'x-time': String(++time) }) });
  await client.request('query PlansPage { plans { id } }');
  await client.request('query PlansPage { plans { id } }');
  expect(graph.requests.map(({ headers }) => headers['x-time'])).toEqual(['1', '2']);
});

test('errors of the graph are thrown with code, path, trace and the data there is', async () => {
  graph.plays('AuthorPage', () => failed);
  const request = createClient({ url: graph.url }).request(AuthorPageDocument, { handle: 'ada' });
  const error = await request.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GraphQLRequestError);
  expect(error).toMatchObject({
    message: 'AuthorPage: Users is away. (SUBGRAPH_UNAVAILABLE, trace trace-7)',
    code: 'SUBGRAPH_UNAVAILABLE',
    traceId: 'trace-7',
    status: 200,
    data: { user: null },
    errors: [{ path: ['user'] }],
  });
});

test('execute gives what there is beside the errors', async () => {
  graph.plays('AuthorPage', () => failed);
  const { data, errors } = await createClient({ url: graph.url }).execute(AuthorPageDocument, {
    handle: 'ada',
  });
  expect(data).toEqual({ user: null });
  expect(errors).toMatchObject([{ code: 'SUBGRAPH_UNAVAILABLE', path: ['user'] }]);
});

test('a refused request is a graph error whatever its HTTP status', async () => {
  graph.plays('HomeFeed', () => refusal('GRAPHQL_VALIDATION_FAILED', 400));
  await expect(createClient({ url: graph.url }).request(HomeFeedDocument)).rejects.toMatchObject({
    name: 'GraphQLRequestError',
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    data: null,
  });
});

test.each([
  ['a page of a proxy', { status: 502, body: '<h1>Bad gateway</h1>' }],
  ['JSON that is not GraphQL', { status: 200, body: { ok: true } }],
  ['nothing', { status: 204, body: '' }],
])('%s is an HttpError', async (_, answer) => {
  graph.plays('HomeFeed', () => answer);
  const error = await createClient({ url: graph.url })
    .request(HomeFeedDocument)
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(HttpError);
  expect(error).toMatchObject({ status: answer.status });
});

test('a graph that is not there, or hangs up, is a NetworkError', async () => {
  graph.lost.set('HomeFeed', 1);
  const cutOff = createClient({ url: graph.url }).request(HomeFeedDocument);
  await expect(cutOff).rejects.toBeInstanceOf(NetworkError);
  const nobody = createClient({ url: 'http://127.0.0.1:1/graphql' }).request(HomeFeedDocument);
  await expect(nobody).rejects.toThrow(/No answer from http:\/\/127.0.0.1:1\/graphql: ECONNREFUSED|bad port/);
});

test('an aborted request rejects with the reason of its signal', async () => {
  const controller = new AbortController();
  graph.plays('HomeFeed', () => {
    controller.abort();
    return { body: { data: { articles: null } } };
  });
  const client = createClient({ url: graph.url, persistedIds: false });
  const feed = () => client.request(HomeFeedDocument, {}, { signal: controller.signal });
  await expect(feed()).rejects.toMatchObject({ name: 'AbortError' });
  await expect(feed()).rejects.toMatchObject({ name: 'AbortError' });
  expect(graph.requests).toHaveLength(1);
});

test('a client without a session says what signing in needs', () => {
  const signIn = () => createClient({ url: graph.url }).signIn({ email: 'a@b.example', password: 'p' });
  expect(signIn).toThrow(/bearerSession/);
});
