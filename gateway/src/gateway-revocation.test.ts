import { sessionEvents } from '@nutgraf/contract/session-events';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { eventAt, feedAudience, revocationOf, startFeed, type TestFeed } from './http/fixtures/event-feed';
import { eventually } from './http/fixtures/eventually';
import { audience, startIssuer } from './http/fixtures/issuer';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const keys = `k:${Buffer.alloc(32, 1).toString('base64')}`;

async function start(
  prepare: (feed: TestFeed) => void = () => undefined,
  settings: Partial<GatewayOptions> = {},
) {
  const feed = cleanup.add(await startFeed(keys));
  prepare(feed);
  const issuer = cleanup.add(await startIssuer());
  const library = await startLibrary(cleanup);
  const gateway = cleanup.add(
    await createGateway({
      supergraph: compose(library),
      http: { port: 0 },
      log: { level: 'silent' },
      identity: {
        jwt: { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience, cookie: 'token' },
        revocation: { feedUrl: feed.url, audience: feedAudience },
      },
      signing: { keys },
      ...settings,
    }),
  );
  const send = (headers: Record<string, string>) => ask(gateway.url, '{ __typename }', { headers });
  const as = async (claims: Record<string, unknown>) =>
    send({ authorization: `Bearer ${await issuer.sign(claims)}` });
  /** The answer to the bearer of a session once it is what it will stay. */
  const settled = (sid: string, status: number) =>
    eventually(
      () => as({ sid }),
      (answer) => answer.status === status,
    );
  return { feed, gateway, issuer, send, as, settled };
}

it('a session that ends takes its tokens along, and no others', async () => {
  const { feed, as, settled } = await start();
  await settled('s1', 200);
  feed.revoke('s1');
  const refused = await settled('s1', 401);
  expect(refused.errors).toMatchObject([
    { message: 'The session has ended; sign in again.', extensions: { code: 'UNAUTHENTICATED' } },
  ]);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect((await as({ sid: 's2' })).status).toBe(200);
  expect((await as({})).status).toBe(200);
});

it('B7: another encoding of a token of an ended session is refused too', async () => {
  const { feed, issuer, send, settled } = await start();
  await settled('s2', 200);
  const token = await issuer.sign({ sid: 's1' });
  // The last of 86 characters holds two bits of the signature and four that mean nothing.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const bits = alphabet.indexOf(token.at(-1)!) & 0b110000;
  const others = Array.from({ length: 16 }, (__, spare) => token.slice(0, -1) + alphabet[bits | spare]);
  const answers = () =>
    Promise.all(
      [...others, `${token}=`, `${token}==`].map((other) => send({ authorization: `Bearer ${other}` })),
    );
  const before = await answers();
  expect(before.filter(({ status }) => status === 200).length).toBeGreaterThan(1);
  feed.revoke('s1');
  await settled('s1', 401);
  for (const { status } of await answers()) expect(status).toBe(401);
});

it('what ended before the gateway started is known before any token counts', async () => {
  const { as, feed } = await start((of) => {
    for (let session = 0; session < 10; session += 1) of.revoke(`s${session}`);
    of.publish('session.created', { sessionId: 's99' });
    of.revoke('late');
  });
  const seen: number[] = [];
  await eventually(
    async () => (await as({ sid: 'late' })).status,
    (status) => seen.push(status) > 0 && status === 401,
  );
  expect(seen.filter((status) => status !== 503 && status !== 401)).toEqual([]);
  expect((await as({ sid: 's99' })).status).toBe(200);
  expect(feed.asked[0]).toBe('after=0&wait=0');
});

it('while the feed was never read, tokens cannot be checked; guests are served, and the gateway is ready', async () => {
  const { gateway, as, send, feed, settled } = await start((of) => (of.mode = 'silent'));
  const refused = await as({ sid: 's1' });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  expect(refused.errors?.[0]?.message).toBe(
    'Access tokens cannot be checked at the moment; try again shortly.',
  );
  expect((await send({})).status).toBe(200);
  expect((await fetch(new URL('/ready', gateway.url))).status).toBe(200);
  feed.mode = 'well';
  await settled('s1', 200);
});

it('while the feed is away, what is known stays known', async () => {
  const { feed, as, settled } = await start((of) => of.revoke('s1'));
  await settled('s2', 200);
  await feed.stop();
  expect((await as({ sid: 's1' })).status).toBe(401);
  expect((await as({ sid: 's2' })).status).toBe(200);
});

it('after an outage of the feed, what ended meanwhile is known', async () => {
  const { feed, as, settled } = await start();
  await settled('s1', 200);
  feed.mode = 'failing';
  // Wakes the request that waits; the next ones fail.
  feed.revoke('s0');
  await settled('s0', 401);
  feed.revoke('s1');
  expect((await as({ sid: 's1' })).status).toBe(200);
  feed.mode = 'well';
  await settled('s1', 401);
});

it('a feed that was put back is read anew, and what was known stays known', async () => {
  const { feed, as, settled } = await start((of) => {
    for (let session = 0; session < 5; session += 1) of.revoke(`s${session}`);
  });
  await settled('s4', 401);
  feed.events = [eventAt(2, sessionEvents.revoked, revocationOf('new'))];
  await settled('new', 401);
  expect((await as({ sid: 's4' })).status).toBe(401);
});

it('a feed whose positions were given to other events is read anew', async () => {
  const { feed, settled } = await start((of) => of.revoke('s1'));
  await settled('s1', 401);
  feed.events = [eventAt(2, sessionEvents.revoked, revocationOf('new'))];
  await settled('new', 401);
});

it('a feed that was put back and went on while it was away is read anew', async () => {
  const { feed, settled } = await start((of) => of.revoke('s1'));
  await settled('s1', 401);
  await eventually(
    () => Promise.resolve(feed.asked),
    (asked) => asked.at(-1) === 'after=2&wait=2',
  );
  feed.mode = 'failing';
  feed.revoke('s2');
  await eventually(
    () => Promise.resolve(feed.failures),
    (failures) => failures > 0,
  );
  feed.events = ['low', 'middle', 'high'].map((session, index) =>
    eventAt(2 * index + 2, sessionEvents.revoked, revocationOf(session)),
  );
  feed.mode = 'well';
  for (const session of ['high', 'middle', 'low']) await settled(session, 401);
});

it('a feed that ignores positions holds nothing up', async () => {
  const { feed, settled } = await start((of) => (of.mode = 'from the start'));
  feed.revoke('s1');
  await settled('s1', 401);
  feed.mode = 'well';
  feed.revoke('s2');
  await settled('s2', 401);
});

it('an event that cannot be read holds nothing up', async () => {
  const { settled } = await start((of) => {
    of.publish(sessionEvents.revoked, null);
    of.publish(sessionEvents.revoked, { sessionId: 's1', tokensExpireAt: 'soon' });
    of.revoke('s2');
  });
  await settled('s2', 401);
  await settled('s1', 401);
});

it('a token in the cookie whose session has ended makes a guest, who is told', async () => {
  const { issuer, send, settled } = await start((of) => of.revoke('s1'));
  await settled('s1', 401);
  const answer = await send({ cookie: `token=${await issuer.sign({ sid: 's1' })}` });
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    200,
    'Bearer error="invalid_token"',
  ]);
});

it.each<[string, Partial<GatewayOptions>, string]>([
  [
    'signing keys',
    { signing: undefined },
    '"identity.revocation" is wrong: the feed is asked with signed requests',
  ],
  [
    'a description of tokens',
    { identity: { revocation: { feedUrl: 'http://127.0.0.1:1/', audience: 'a' } } },
    '"identity.revocation" is wrong: it is about tokens',
  ],
  [
    'a feed without parameters',
    { identity: { revocation: { feedUrl: 'http://127.0.0.1:1/?a=b', audience: 'a' } } },
    '"identity.revocation.feedUrl" is wrong: expected a URL without query',
  ],
])('needs %s', async (_, settings, message) => {
  await expect(start(undefined, settings)).rejects.toThrow(message);
});
