import { GraphDouble } from '../../../../tests/support/graph-double.js';
import { SessionDouble } from '../../../../tests/support/session-double.js';
import { until } from '../../../../tests/support/until.js';
import { bearerSession, createClient, memoryStorage, NetworkError } from '../index.js';
import { ViewerShellDocument } from '../generated/graphql.js';

const credentials = { email: 'member@nutgraf.example', password: 'right' };
const key = 'nutgraf-session';

let graph: GraphDouble;
let sessions: SessionDouble;
let storage: ReturnType<typeof memoryStorage>;
let signedOut: number;
beforeEach(async () => {
  graph = await GraphDouble.start();
  sessions = new SessionDouble(graph);
  storage = memoryStorage();
  signedOut = 0;
});
afterEach(() => graph[Symbol.asyncDispose]());

function newClient() {
  return createClient({
    url: graph.url,
    persistedIds: false,
    session: bearerSession({ storage }),
    onSignedOut: () => (signedOut += 1),
  });
}

async function signedIn() {
  const client = newClient();
  await client.signIn(credentials);
  return client;
}

/** What another tab may put into the storage. */
const newer = { accessToken: 'newer', refreshToken: 'newer', accessTokenExpiresAt: '', receivedAt: 0 };

/** Holds answers to refreshes back until the returned function is called. */
function holdRefresh(): () => void {
  let release: () => void = () => undefined;
  sessions.gate = new Promise((resolve) => (release = resolve));
  return release;
}

const refreshAsked = () =>
  until(
    () => Promise.resolve(graph.asked('SessionRefresh').length),
    (count) => count > 0,
    5_000,
  );

const viewerOf = async (client: ReturnType<typeof newClient>) =>
  (await client.request(ViewerShellDocument)).viewer?.id ?? null;

test('who signs in is known from then on, and by another client on the same storage', async () => {
  const client = newClient();
  expect(await viewerOf(client)).toBeNull();
  const { account, errors } = await client.signIn({ ...credentials, deviceName: 'A phone' });
  expect({ account, errors }).toEqual({ account: { id: 'acc_1' }, errors: [] });
  expect(graph.asked('SignIn')[0]?.variables).toEqual({
    input: { by: { password: credentials }, transport: 'BEARER', deviceName: 'A phone' },
  });
  expect(await viewerOf(client)).toBe('acc_1');
  expect(await viewerOf(newClient())).toBe('acc_1');
});

test('a wrong password is an answer, and leaves an older session alone', async () => {
  const client = await signedIn();
  const { account, errors } = await client.signIn({ ...credentials, password: 'wrong' });
  expect(account).toBeNull();
  expect(errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  expect(await viewerOf(client)).toBe('acc_1');
});

test('50 requests that find their token expired make one refresh, and all have their answer', async () => {
  const client = await signedIn();
  sessions.expireAccess();
  const answers = await Promise.all(Array.from({ length: 50 }, () => viewerOf(client)));
  expect(new Set(answers)).toEqual(new Set(['acc_1']));
  expect(graph.asked('SessionRefresh')).toHaveLength(1);
  expect(graph.asked('ViewerShell')).toHaveLength(100);
  expect(signedOut).toBe(0);
});

test('a token that expires within seconds is renewed first', async () => {
  const client = await signedIn();
  const stored = JSON.parse((await storage.getItem(key)) ?? '') as object;
  const soon = new Date(Date.now() + 10_000).toISOString();
  const receivedAt = Date.now() - 290_000;
  await storage.setItem(key, JSON.stringify({ ...stored, accessTokenExpiresAt: soon, receivedAt }));
  expect(await Promise.all([viewerOf(client), viewerOf(client)])).toEqual(['acc_1', 'acc_1']);
  expect(graph.asked('SessionRefresh')).toHaveLength(1);
  expect(graph.asked('ViewerShell')).toHaveLength(2);
});

test('a clock that is far ahead does not refresh before each request', async () => {
  const client = await signedIn();
  const stored = JSON.parse((await storage.getItem(key)) ?? '') as object;
  const past = new Date(Date.now() - 3_600_000).toISOString();
  await storage.setItem(key, JSON.stringify({ ...stored, accessTokenExpiresAt: past }));
  expect(await viewerOf(client)).toBe('acc_1');
  expect(graph.asked('SessionRefresh')).toHaveLength(0);
});

test('two clients on one storage stay signed in, whoever refreshes', async () => {
  const [one, two] = [await signedIn(), newClient()];
  for (let round = 0; round < 3; round += 1) {
    sessions.expireAccess();
    const clients = Array.from({ length: 10 }, (_, index) => (index % 2 ? one : two));
    expect(new Set(await Promise.all(clients.map(viewerOf)))).toEqual(new Set(['acc_1']));
  }
  expect(graph.asked('SessionRefresh').length).toBeLessThanOrEqual(6);
  expect(JSON.parse((await storage.getItem(key)) ?? '')).toMatchObject({
    refreshToken: sessions.refreshToken,
  });
  expect(signedOut).toBe(0);
});

test('an answer to a refresh that comes late does not undo a newer pair', async () => {
  const client = await signedIn();
  sessions.expireAccess();
  const release = holdRefresh();
  const late = client.execute(ViewerShellDocument);
  await refreshAsked();
  await storage.setItem(key, JSON.stringify(newer));
  release();
  await late;
  expect(JSON.parse((await storage.getItem(key)) ?? '')).toEqual(newer);
  expect(signedOut).toBe(0);
});

test('a lost answer to a refresh is asked for again with the same token', async () => {
  const client = await signedIn();
  sessions.expireAccess();
  graph.lost.set('SessionRefresh', 1);
  expect(await viewerOf(client)).toBe('acc_1');
  const [first, second] = graph.asked('SessionRefresh').map(({ variables }) => variables.refreshToken);
  expect(first).toBe(second);
});

test('a graph that is away during a refresh does not end the session', async () => {
  const client = await signedIn();
  sessions.expireAccess();
  graph.lost.set('SessionRefresh', 2);
  await expect(viewerOf(client)).rejects.toBeInstanceOf(NetworkError);
  expect(signedOut).toBe(0);
  expect(await viewerOf(client)).toBe('acc_1');
});

test('a refused refresh ends the session, says so once, and every request rejects', async () => {
  const client = await signedIn();
  sessions.revoked = true;
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => viewerOf(client)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'rejected'));
  expect(answers[0]).toMatchObject({ reason: { code: 'UNAUTHENTICATED', status: 401 } });
  expect(signedOut).toBe(1);
  expect(await viewerOf(client)).toBeNull();
});

test('a graph that always says 401 is asked twice and no more', async () => {
  const client = await signedIn();
  graph.plays('ViewerShell', () => ({
    status: 401,
    body: { errors: [{ message: 'No', extensions: { code: 'UNAUTHENTICATED' } }] },
  }));
  await expect(viewerOf(client)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(graph.asked('ViewerShell')).toHaveLength(2);
  expect(graph.asked('SessionRefresh')).toHaveLength(1);
});

test('a request that is aborted while its session is renewed does not wait, and leaves the others alone', async () => {
  const client = await signedIn();
  sessions.expireAccess();
  const release = holdRefresh();
  const controller = new AbortController();
  const patient = viewerOf(client);
  const hasty = client.request(ViewerShellDocument, {}, { signal: controller.signal });
  void refreshAsked().then(() => controller.abort());
  await expect(hasty).rejects.toMatchObject({ name: 'AbortError' });
  release();
  expect(await patient).toBe('acc_1');
});

test('a mutation whose token was refused is sent again', async () => {
  const client = await signedIn();
  graph.plays('Act', (request) => sessions.guarded(request, () => ({ act: true })));
  sessions.expireAccess();
  expect(await client.request('mutation Act { act }')).toEqual({ act: true });
  expect(graph.asked('Act')).toHaveLength(2);
});

test('who signs out is a guest, also when the graph cannot be told', async () => {
  const client = await signedIn();
  await client.signOut();
  expect(sessions.revoked).toBe(true);
  expect(await viewerOf(client)).toBeNull();

  await client.signIn(credentials);
  graph.lost.set('SessionRevoke', 1);
  await expect(client.signOut()).rejects.toBeInstanceOf(NetworkError);
  expect(await storage.getItem(key)).toBeNull();
  expect(signedOut).toBe(0);
});

test('signing out of a session that is over already is no error', async () => {
  const client = await signedIn();
  sessions.revoked = true;
  await client.signOut();
  expect(await storage.getItem(key)).toBeNull();
});

test('what is in the storage and not ours counts as nobody signed in', async () => {
  await storage.setItem(key, 'not JSON');
  expect(await viewerOf(newClient())).toBeNull();
});

describe('with Web Locks', () => {
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  let meanwhile: () => unknown;
  const request = jest.fn(async (_name: string, work: () => Promise<unknown>) => {
    await meanwhile();
    return work();
  });
  beforeEach(() => {
    meanwhile = () => undefined;
    request.mockClear();
    Object.defineProperty(globalThis, 'navigator', { value: { locks: { request } }, configurable: true });
  });
  afterEach(() => {
    if (navigator) Object.defineProperty(globalThis, 'navigator', navigator);
    else Reflect.deleteProperty(globalThis, 'navigator');
  });

  test('one tab at a time refreshes', async () => {
    const client = await signedIn();
    sessions.expireAccess();
    expect(await viewerOf(client)).toBe('acc_1');
    expect(request).toHaveBeenCalledWith(key, expect.any(Function));
  });

  test('a tab that had to wait takes what the other one got', async () => {
    const client = await signedIn();
    sessions.expireAccess();
    meanwhile = () => storage.setItem(key, JSON.stringify({ ...newer, accessToken: sessions.accessToken }));
    expect(await viewerOf(client)).toBe('acc_1');
    expect(graph.asked('SessionRefresh')).toHaveLength(0);
  });
});
