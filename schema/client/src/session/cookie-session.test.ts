import { GraphDouble, refusal } from '../../../../tests/support/graph-double.js';
import { Browser, SessionDouble } from '../../../../tests/support/session-double.js';
import { cookieSession, createClient, memoryStorage, NetworkError } from '../index.js';
import { AddCommentDocument, ViewerShellDocument } from '../generated/graphql.js';

const key = 'nutgraf-cookie-session';
const input = { articleId: 'art_1', clientId: '1', body: 'Hello' };

let graph: GraphDouble;
let sessions: SessionDouble;
let browser: Browser;
let storage: ReturnType<typeof memoryStorage>;
let signedOut: number;
let client: ReturnType<typeof newTab>;
beforeEach(async () => {
  graph = await GraphDouble.start();
  sessions = new SessionDouble(graph);
  graph.plays('AddComment', (request) => {
    const answer = sessions.guarded(request, (signedIn) => ({
      commentAdd: signedIn ? { comment: null, errors: [] } : null,
    }));
    const { data } = answer.body as { data: { commentAdd: object | null } };
    if (data.commentAdd) return answer;
    const errors = [{ message: 'Sign in.', path: ['commentAdd'], extensions: { code: 'UNAUTHENTICATED' } }];
    return { ...answer, body: { data, errors } };
  });
  browser = new Browser();
  storage = memoryStorage();
  signedOut = 0;
  client = newTab();
  await client.signIn({ email: 'member@nutgraf.example', password: 'right' });
});
afterEach(() => graph[Symbol.asyncDispose]());

function newTab() {
  return createClient({
    url: graph.url,
    persistedIds: false,
    session: cookieSession({ storage }),
    fetch: browser.fetch,
    onSignedOut: () => (signedOut += 1),
  });
}

const viewerOf = async (tab: typeof client) => (await tab.request(ViewerShellDocument)).viewer?.id ?? null;
const viewer = () => viewerOf(client);
const noted = async () => JSON.parse((await storage.getItem(key)) ?? 'null') as { renewedAt: number } | null;
/** Four minutes later, as far as the note says. */
const later = async () =>
  storage.setItem(key, JSON.stringify({ renewedAt: ((await noted())?.renewedAt ?? 0) - 241_000 }));

test('the tokens stay in cookies, and nothing of them is stored', async () => {
  expect(graph.asked('SignIn')[0]?.variables).toMatchObject({ input: { transport: 'COOKIE' } });
  expect(await viewer()).toBe('acc_1');
  expect(graph.asked('ViewerShell')[0]?.headers.authorization).toBeUndefined();
  expect(Object.keys((await noted()) ?? {})).toEqual(['renewedAt']);
});

test('50 requests whose cookie does not count any more make one refresh, without a token in it', async () => {
  sessions.expireAccess();
  expect(new Set(await Promise.all(Array.from({ length: 50 }, viewer)))).toEqual(new Set(['acc_1']));
  expect(graph.asked('SessionRefresh')).toMatchObject([{ variables: {} }]);
});

test('a session is renewed before the browser drops its cookie, in one tab for all', async () => {
  await later();
  browser.dropAccess();
  sessions.expireAccess();
  const other = newTab();
  expect(await viewer()).toBe('acc_1');
  expect(await viewerOf(other)).toBe('acc_1');
  expect(graph.asked('SessionRefresh')).toHaveLength(1);
  expect(graph.asked('ViewerShell')).toHaveLength(2);
});

test('a clock that was set back does not stop that', async () => {
  await storage.setItem(key, JSON.stringify({ renewedAt: Date.now() + 3_600_000 }));
  browser.dropAccess();
  expect(await viewer()).toBe('acc_1');
});

test('a mutation that was refused as a guest’s is sent again after the refresh, one that was carried out is not', async () => {
  browser.dropAccess();
  const { commentAdd } = await client.request(AddCommentDocument, { input });
  expect(commentAdd?.errors).toEqual([]);
  expect(graph.asked('AddComment')).toHaveLength(2);

  graph.plays('AddComment', () => ({
    body: {
      data: { commentAdd: { comment: null, errors: [] } },
      errors: [{ message: 'No', path: ['commentAdd', 'comment'], extensions: { code: 'UNAUTHENTICATED' } }],
    },
  }));
  await client.execute(AddCommentDocument, { input });
  expect(graph.asked('AddComment')).toHaveLength(3);
});

test('a mutation of which a part was carried out is not sent again', async () => {
  graph.plays('Both', () => ({
    body: {
      data: { one: null, two: true },
      errors: [{ message: 'Sign in.', path: ['one'], extensions: { code: 'UNAUTHENTICATED' } }],
    },
  }));
  await client.execute('mutation Both { one two }');
  expect(graph.asked('Both')).toHaveLength(1);
});

test('a wrong password notes nothing', async () => {
  await client.signOut();
  await client.signIn({ email: 'member@nutgraf.example', password: 'wrong' });
  expect(await noted()).toBeNull();
});

test('a tab that had to wait for another one’s refresh makes none', async () => {
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const request = async (_name: string, work: () => Promise<unknown>) => {
    await storage.setItem(key, JSON.stringify({ renewedAt: Date.now() + 1 }));
    return work();
  };
  Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true });
  try {
    await later();
    expect(await viewer()).toBe('acc_1');
    expect(graph.asked('SessionRefresh')).toHaveLength(0);
  } finally {
    if (navigator) Object.defineProperty(globalThis, 'navigator', navigator);
    else Reflect.deleteProperty(globalThis, 'navigator');
  }
});

test('a guest who is refused something is not refreshed', async () => {
  await storage.removeItem(key);
  browser.dropAccess();
  graph.plays('ViewerShell', () => refusal('UNAUTHENTICATED', 401));
  await expect(viewer()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
  expect(graph.asked('SessionRefresh')).toHaveLength(0);
});

test('a refused refresh ends the session, says so once, and what follows is a guest’s', async () => {
  sessions.revoked = true;
  expect(await viewer()).toBeNull();
  expect(signedOut).toBe(1);
  expect(await noted()).toBeNull();
});

test('who signs out has told the graph, and is a guest here even when it could not be told', async () => {
  await client.signOut();
  expect([sessions.revoked, await noted()]).toEqual([true, null]);
  graph.lost.set('SessionRevoke', 1);
  await client.signIn({ email: 'member@nutgraf.example', password: 'right' });
  await expect(client.signOut()).rejects.toBeInstanceOf(NetworkError);
  expect(await noted()).toBeNull();
});

test.each([
  ['http://localhost:5173/', 'http://127.0.0.1:4000/graphql', 'http://localhost:4000/graphql'],
  ['http://127.0.0.1:5173/', 'http://localhost:4000/graphql', 'http://127.0.0.1:4000/graphql'],
])('a page on %s does not sign in at %s, whose cookies it would lose', (href, url, better) => {
  using _ = pageAt(href);
  const lost = createClient({ url, session: cookieSession({ storage }), fetch: browser.fetch });
  const signIn = () => lost.signIn({ email: 'member@nutgraf.example', password: 'right' });
  expect(signIn).toThrow(`Give createClient the url ${better}`);
});

test.each(['http://127.0.0.1:5173/', 'https://nutgraf.example/'])('a page on %s signs in', async (href) => {
  using _ = pageAt(href);
  const { errors } = await client.signIn({ email: 'member@nutgraf.example', password: 'right' });
  expect(errors).toEqual([]);
});

function pageAt(href: string): Disposable {
  Object.defineProperty(globalThis, 'location', { value: new URL(href), configurable: true });
  return { [Symbol.dispose]: () => void Reflect.deleteProperty(globalThis, 'location') };
}
