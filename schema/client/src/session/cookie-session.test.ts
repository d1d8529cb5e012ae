import { GraphDouble } from '../../../../tests/support/graph-double.js';
import { fetchWithCookies, SessionDouble } from '../../../../tests/support/session-double.js';
import { cookieSession, createClient } from '../index.js';
import { ViewerShellDocument } from '../generated/graphql.js';

let graph: GraphDouble;
let sessions: SessionDouble;
let signedOut: number;
let client: ReturnType<typeof createClient>;
beforeEach(async () => {
  graph = await GraphDouble.start();
  sessions = new SessionDouble(graph);
  signedOut = 0;
  client = createClient({
    url: graph.url,
    persistedIds: false,
    session: cookieSession(),
    fetch: fetchWithCookies(),
    onSignedOut: () => (signedOut += 1),
  });
  await client.signIn({ email: 'member@nutgraf.example', password: 'right' });
});
afterEach(() => graph[Symbol.asyncDispose]());

const viewer = async () => (await client.request(ViewerShellDocument)).viewer?.id ?? null;

test('the tokens stay in cookies', async () => {
  expect(graph.asked('SignIn')[0]?.variables).toMatchObject({ input: { transport: 'COOKIE' } });
  expect(await viewer()).toBe('acc_1');
  expect(graph.asked('ViewerShell')[0]?.headers.authorization).toBeUndefined();
});

test('50 requests that find their cookie expired make one refresh, without a token in it', async () => {
  sessions.expireAccess();
  expect(new Set(await Promise.all(Array.from({ length: 50 }, viewer)))).toEqual(new Set(['acc_1']));
  expect(graph.asked('SessionRefresh')).toMatchObject([{ variables: {} }]);
});

test('a refused refresh ends the session, and 401 never loops', async () => {
  sessions.revoked = true;
  await expect(viewer()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
  expect(graph.asked('ViewerShell')).toHaveLength(1);
  expect(signedOut).toBe(1);
});

test('who signs out has told the graph', async () => {
  await client.signOut();
  expect(sessions.revoked).toBe(true);
});
