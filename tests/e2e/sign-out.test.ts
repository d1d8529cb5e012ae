import { bearerSession, createClient, memoryStorage, type GraphQLRequestError } from '@nutgraf/client';
import { ViewerShellDocument } from '@nutgraf/client/documents';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { createTokenKey } from '../support/secrets';
import { TestGraph, type GraphAnswer } from '../support/test-graph';
import { until } from '../support/until';

let graph: TestGraph;
beforeEach(async () => {
  graph = await TestGraph.start();
});
afterEach(() => graph[Symbol.asyncDispose]());

const viewer = (token: string) => graph.ask('{ viewer { id } }', {}, token);
const isRefused = ({ status }: GraphAnswer) => status === 401;
/** What is promised between a revocation and the gateway's refusal, in milliseconds. */
const reachMs = 5_000;

const revoke = (token: string, id?: string) =>
  graph.ask(
    'mutation ($id: ID) { sessionRevoke(id: $id) { revokedSessionIds errors { code } } }',
    { id },
    token,
  );

async function sessionIdOf(token: string): Promise<string | undefined> {
  const { data } = await graph.ask('{ viewer { sessions { nodes { id isCurrent } } } }', {}, token);
  const { sessions } = data?.viewer as { sessions: { nodes: { id: string; isCurrent: boolean }[] } };
  return sessions.nodes.find(({ isCurrent }) => isCurrent)?.id;
}

test('who signs out on one device ends the session of another, and the gateway knows within 5 s', async () => {
  const [phone, laptop] = [await graph.signIn('member'), await graph.signIn('member')];
  const { data } = await revoke(laptop, await sessionIdOf(phone));
  expect(data?.sessionRevoke).toMatchObject({ revokedSessionIds: [expect.any(String)], errors: [] });

  const refused = await until(() => viewer(phone), isRefused, reachMs);
  expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  expect((await viewer(laptop)).errors).toEqual([]);
});

test('a gateway that starts later refuses sessions that ended before', async () => {
  const [ended, alive] = [await graph.signIn('reader'), await graph.signIn('reader')];
  await revoke(ended);
  const url = await graph.startAnotherGateway();
  const statusFor = async (token: string) => {
    const client = createClient({ url, headers: { authorization: `Bearer ${token}` } });
    return client.request(ViewerShellDocument).then(
      () => 200,
      (error: GraphQLRequestError) => error.status,
    );
  };
  // Until it has heard of all revocations, it believes no token.
  await until(
    () => statusFor(alive),
    (status) => status === 200,
    reachMs,
  );
  expect(await statusFor(ended)).toBe(401);
});

test('tokens signed before and after a rotation of keys count', async () => {
  const before = await graph.signIn('member');
  const { accessTokenKey } = graph.secrets;
  await graph.services.users.stop();
  await graph.services.users.start({
    ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify([createTokenKey('new'), accessTokenKey]),
  });
  const after = await graph.signIn('member');
  expect(headerOf(after)).toMatchObject({ kid: 'new' });
  for (const token of [before, after]) expect((await viewer(token)).errors).toEqual([]);
});

test('a session outlives restarts of users, and what was acknowledged stays', async () => {
  const storage = memoryStorage();
  const client = createClient({ url: graph.url, session: bearerSession({ storage }) });
  await client.signIn({ email: personaEntry('member').email, password: personaPassword });
  await graph.services.users.stop();
  await graph.services.users.start();
  const held = JSON.parse((await storage.getItem('nutgraf-session')) ?? '{}') as { refreshToken: string };
  const { data, errors } = await graph.ask(
    'mutation ($t: String) { sessionRefresh(refreshToken: $t) { tokens { accessToken } errors { code } } }',
    { t: held.refreshToken },
  );
  expect(errors).toEqual([]);
  const { tokens } = data?.sessionRefresh as { tokens: { accessToken: string } };
  expect((await viewer(tokens.accessToken)).errors).toEqual([]);
});

function headerOf(token: string): object {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as object;
}
