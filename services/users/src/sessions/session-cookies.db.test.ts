import { personaEntry } from '@nutgraf/kit/demo/roster';
import { claimsOf, refresh, signIn, type SessionAnswer } from '../../../../tests/support/session-client';
import { UsersService } from '../../../../tests/support/users-service';

let users: UsersService;
beforeAll(async () => (users = await UsersService.start()));
afterAll(() => users[Symbol.asyncDispose]());

const { email } = personaEntry('reader');

/** Name, value and attributes of `Set-Cookie` headers. */
function parsed(cookies: readonly string[]) {
  return cookies.map((cookie) => {
    const [pair = '', ...attributes] = cookie.split('; ');
    const [name = '', value = ''] = pair.split('=');
    return { name, value, attributes };
  });
}

/** The `Cookie` header of a browser that keeps what an answer has set; the gateway hands on the refresh cookie. */
function kept({ cookies }: SessionAnswer): string {
  const cookie = parsed(cookies).find(({ name }) => name.endsWith('nutgraf_refresh'));
  return `${cookie?.name}=${cookie?.value}`;
}

const cleared = [
  'nutgraf_access=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
  'nutgraf_refresh=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
];

test('a browser gets two cookies that no script can read, and no tokens to keep', async () => {
  const answer = await signIn(users, email, { transport: 'COOKIE' });
  expect(answer).toMatchObject({ errors: [], tokens: null, session: { isCurrent: true } });
  const [access, refreshing, ...others] = parsed(answer.cookies);
  const common = ['Path=/', 'HttpOnly', 'SameSite=Lax'];
  expect(others).toEqual([]);
  // Longer than its token lives: an expired one is no guest.
  expect(access).toEqual({
    name: 'nutgraf_access',
    value: expect.stringMatching(/^ey/) as string,
    attributes: [`Max-Age=${30 * 86_400}`, ...common],
  });
  expect(claimsOf(access?.value ?? '').sid).toBe(answer.session?.id);
  expect(refreshing).toEqual({
    name: 'nutgraf_refresh',
    value: expect.stringMatching(/^rft_/) as string,
    attributes: [`Max-Age=${30 * 86_400}`, ...common],
  });
});

test('a browser that asks for nothing special gets cookies, an app its tokens', async () => {
  const query = `mutation { sessionCreate(input: { by: { password: {
    email: "${email}", password: "nutgraf-demo" } } }) { tokens { accessToken } } }`;
  const browser = await users.ask({ query });
  expect(browser.data).toEqual({ sessionCreate: { tokens: null } });
  expect(browser.cookies).toHaveLength(2);

  const app = await signIn(users, email);
  expect(app.cookies).toEqual([]);
  expect((await refresh(users, app.tokens?.refreshToken ?? '')).cookies).toEqual([]);
});

test('a browser is refreshed by its cookie, and two tabs get the same', async () => {
  const first = await signIn(users, email, { transport: 'COOKIE' });
  const cookie = `theme=dark; ${kept(first)}`;
  const tabs = await Promise.all([1, 2, 3].map(() => refresh(users, null, { cookie })));
  for (const tab of tabs) {
    expect(tab).toMatchObject({ errors: [], tokens: null, session: { id: first.session?.id } });
    expect(tab.cookies).toEqual(tabs[0]?.cookies);
    expect(tab.cookies).toHaveLength(2);
  }
  const after = await refresh(users, null, { cookie: kept(tabs[2]!) });
  expect(after.errors).toEqual([]);
});

test('a later tab gets cookies that end when the first one’s do', async () => {
  const first = await signIn(users, email, { transport: 'COOKIE' });
  await refresh(users, null, { cookie: kept(first) });
  users.clock.advance(4_000);
  const tab = await refresh(users, null, { cookie: kept(first) });
  expect(parsed(tab.cookies).map(({ attributes }) => attributes[0])).toEqual([
    `Max-Age=${30 * 86_400 - 4}`,
    `Max-Age=${30 * 86_400 - 4}`,
  ]);
});

test('a browser whose session is over is told to forget it', async () => {
  for (const cookie of [undefined, 'theme=dark', 'nutgraf_refresh=rft_nonsense', 'nutgraf_refresh=%']) {
    const answer = await refresh(users, null, { cookie });
    expect(answer.errors).toMatchObject([{ code: 'INVALID_OR_EXPIRED_TOKEN', path: null }]);
    expect(answer.cookies).toEqual(cleared);
  }
  const app = await refresh(users, 'rft_nonsense', { cookie: 'nutgraf_refresh=x' });
  expect(app.errors).toMatchObject([{ code: 'INVALID_OR_EXPIRED_TOKEN', path: ['refreshToken'] }]);
  expect(app.cookies).toEqual([]);
});

test('who signs out here is forgotten by the browser, and by nobody else', async () => {
  const here = await signIn(users, email, { transport: 'COOKIE' });
  const there = await signIn(users, email);
  const claims = claimsOf(parsed(here.cookies)[0]?.value ?? '');
  const elsewhere = `mutation { sessionRevoke(id: "${there.session?.id}") { errors { code } } }`;
  expect(await users.ask({ query: elsewhere }, claims)).toMatchObject({ cookies: [], errors: undefined });

  const out = await users.ask({ query: 'mutation { sessionRevoke { revokedSessionIds } }' }, claims);
  expect(out.data).toEqual({ sessionRevoke: { revokedSessionIds: [here.session?.id] } });
  expect(out.cookies).toEqual(cleared);
});

test('on https cookies are for this host alone and never travel in the open', async () => {
  await users.restart({ COOKIE_SECURE: 'true' });
  const answer = await signIn(users, email, { transport: 'COOKIE' });
  expect(parsed(answer.cookies).map(({ name }) => name)).toEqual([
    '__Host-nutgraf_access',
    '__Host-nutgraf_refresh',
  ]);
  for (const { attributes } of parsed(answer.cookies)) {
    expect(attributes.slice(1)).toEqual(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']);
  }
  const plain = kept(answer).replace('__Host-', '');
  expect(await refresh(users, null, { cookie: plain })).toMatchObject({ session: null });
  const renewed = await refresh(users, null, { cookie: kept(answer) });
  expect(renewed).toMatchObject({ errors: [], session: { id: answer.session?.id } });
});
