import { bearerSession, createClient, memoryStorage } from '@nutgraf/client';
import { ViewerShellDocument } from '@nutgraf/client/documents';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const key = 'nutgraf-session';
const { accountId, email } = personaEntry('member');

async function memberWith(storage = memoryStorage()) {
  const onSignedOut = jest.fn();
  const client = createClient({ url: graph.url, session: bearerSession({ storage }), onSignedOut });
  const { account, errors } = await client.signIn({
    email,
    password: personaPassword,
    deviceName: 'A phone',
  });
  expect({ id: account?.id, errors }).toEqual({ id: accountId, errors: [] });
  const stored = async () =>
    JSON.parse((await storage.getItem(key)) ?? 'null') as Record<string, string> | null;
  /** As if the time of the access token were over: the graph refuses it. */
  const spoil = async () =>
    storage.setItem(key, JSON.stringify({ ...(await stored()), accessToken: 'a.b.c' }));
  const viewer = async () => (await client.request(ViewerShellDocument)).viewer?.id;
  return { client, stored, spoil, viewer, onSignedOut };
}

test('a member whose access token is over stays signed in, with one refresh for all requests', async () => {
  const { stored, spoil, viewer, onSignedOut } = await memberWith();
  const first = await stored();
  await spoil();
  expect(await Promise.all(Array.from({ length: 10 }, viewer))).toEqual(
    Array.from({ length: 10 }, () => accountId),
  );
  const second = await stored();
  expect(second?.refreshToken).not.toBe(first?.refreshToken);
  await spoil();
  expect(await viewer()).toBe(accountId);
  expect(onSignedOut).not.toHaveBeenCalled();
});

test('who signed out elsewhere is a guest here, and hears of it', async () => {
  const storage = memoryStorage();
  const { client, stored, spoil, viewer, onSignedOut } = await memberWith(storage);
  const held = await stored();
  await client.signOut();
  expect(await viewer()).toBeUndefined();
  expect(onSignedOut).not.toHaveBeenCalled();

  await storage.setItem(key, JSON.stringify(held));
  await spoil();
  await expect(viewer()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(onSignedOut).toHaveBeenCalledTimes(1);
  expect(await stored()).toBeNull();
});

test('a wrong password is an answer', async () => {
  const client = createClient({ url: graph.url, session: bearerSession() });
  const { account, errors } = await client.signIn({ email, password: 'wrong' });
  expect(account).toBeNull();
  expect(errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
});
