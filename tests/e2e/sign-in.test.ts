import { personaPassword, personas } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const mutation = `mutation ($email: EmailAddress!, $password: String!) {
  sessionCreate(
    input: { by: { password: { email: $email, password: $password } }, transport: BEARER, deviceName: "A phone" }
  ) {
    session { id deviceName expiresAt }
    account { id user { id handle isSupporter } }
    tokens { accessToken accessTokenExpiresAt refreshToken }
    errors { code message }
  }
}`;

test.each(personas)('$displayName signs in and is who the token says', async ({ key, email, handle }) => {
  const signIn = await graph.ask(mutation, { email, password: personaPassword });
  expect(signIn.errors).toEqual([]);
  const { tokens } = signIn.data?.sessionCreate as { tokens: { accessToken: string } };
  const { data, errors } = await graph.ask(
    '{ viewer { id email roles user { id handle } } }',
    {},
    tokens.accessToken,
  );
  expect(errors).toEqual([]);
  expect(data?.viewer).toMatchObject({ id: personaEntry(key).accountId, email, user: { handle } });
});

test('a wrong password and an unknown address are told apart by nothing', async () => {
  const [wrong, unknown] = await Promise.all([
    graph.ask(mutation, { email: personaEntry('reader').email, password: 'wrong' }),
    graph.ask(mutation, { email: 'nobody@nutgraf.example', password: 'wrong' }),
  ]);
  expect(wrong.data).toEqual(unknown.data);
  expect(wrong.data?.sessionCreate).toMatchObject({
    session: null,
    tokens: null,
    errors: [{ code: 'INVALID_CREDENTIALS' }],
  });
});

test('a guest has no viewer', async () => {
  expect((await graph.ask('{ viewer { id } }')).data).toEqual({ viewer: null });
});

test('the member sees the membership', async () => {
  const { data, errors } = await graph.ask(
    `{ viewer { subscription { status plan { code } price { unitAmount { formatted } } currentPeriod { start end } }
        entitlements { source feature { code } validUntil } } }`,
    {},
    await graph.signIn('member'),
  );
  expect(errors).toEqual([]);
  expect(data?.viewer).toMatchObject({
    subscription: { status: 'ACTIVE' },
    entitlements: expect.arrayContaining([expect.objectContaining({ source: 'SUBSCRIPTION' })]) as unknown,
  });
});

test('a session is prolonged and ended through the graph', async () => {
  const { email } = personaEntry('member');
  const signIn = await graph.ask(mutation, { email, password: personaPassword });
  const { tokens: first } = signIn.data?.sessionCreate as { tokens: { refreshToken: string } };
  const refreshing = `mutation ($token: String) { sessionRefresh(refreshToken: $token) {
    session { id } tokens { accessToken refreshToken } errors { code } } }`;
  const refreshed = await graph.ask(refreshing, { token: first.refreshToken });
  const { session, tokens } = refreshed.data?.sessionRefresh as {
    session: { id: string };
    tokens: { accessToken: string; refreshToken: string };
  };
  const listing = '{ viewer { sessions { nodes { id isCurrent } } } }';
  const { data, errors } = await graph.ask(listing, {}, tokens.accessToken);
  expect(errors).toEqual([]);
  expect(data?.viewer).toMatchObject({
    sessions: { nodes: expect.arrayContaining([{ id: session.id, isCurrent: true }]) as unknown },
  });

  const out = await graph.ask('mutation { sessionRevoke { revokedSessionIds } }', {}, tokens.accessToken);
  expect(out.data).toEqual({ sessionRevoke: { revokedSessionIds: [session.id] } });
  expect((await graph.ask(refreshing, { token: tokens.refreshToken })).data?.sessionRefresh).toEqual({
    session: null,
    tokens: null,
    errors: [{ code: 'INVALID_OR_EXPIRED_TOKEN' }],
  });
});
