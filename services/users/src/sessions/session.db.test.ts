import { createRemoteJWKSet, jwtVerify } from 'jose';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { isId } from '@nutgraf/kit/ids';
import { until } from '../../../../tests/support/until';
import { UsersService } from '../../../../tests/support/users-service';
import { connectUsersDatabase } from '../database';
import { demoPeople } from '../demo/people';

let users: UsersService;
beforeEach(async () => (users = await UsersService.start()));
afterEach(() => users[Symbol.asyncDispose]());

const reader = personaEntry('reader');
const people = demoPeople(new Date(0));
const [suspended, unverified, ghost] = (['SUSPENDED', 'UNVERIFIED', 'GHOST'] as const).map(
  (wanted) => people.find(({ status }) => status === wanted)?.entry,
);

const aText = expect.any(String) as string;

interface SignInAnswer {
  readonly session: { id: string; deviceName: string | null; createdAt: string; expiresAt: string } | null;
  readonly account: { id: string; status: string; user: { handle: string } } | null;
  readonly tokens: { accessToken: string; accessTokenExpiresAt: string } | null;
  readonly errors: { __typename: string; code: string; message: string; path: string[] | null }[];
}

async function signIn(email: string, password: string, deviceName?: string | null): Promise<SignInAnswer> {
  const { data, errors } = await users.ask({
    query: `mutation ($input: SessionCreateInput!) {
      sessionCreate(input: $input) {
        session { id deviceName createdAt expiresAt }
        account { id status user { handle } }
        tokens { accessToken accessTokenExpiresAt }
        errors { __typename code message path }
      }
    }`,
    variables: { input: { by: { password: { email, password } }, transport: 'BEARER', deviceName } },
  });
  expect(errors).toBeUndefined();
  return data?.sessionCreate as SignInAnswer;
}

async function sessionRows(): Promise<Record<string, unknown>[]> {
  const database = await connectUsersDatabase(users.database.url);
  try {
    return await database.query('SELECT id, account_id, device_name, created_at, expires_at FROM session');
  } finally {
    await database.destroy();
  }
}

async function verified(token: string) {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', users.url));
  return jwtVerify(token, keys, {
    issuer: 'nutgraf',
    audience: 'nutgraf',
    typ: 'at+jwt',
    currentDate: users.clock.now(),
  });
}

const refusal = (code: string) => ({
  session: null,
  account: null,
  tokens: null,
  errors: [{ __typename: 'GenericError', code, message: aText, path: null }],
});

test('the right password starts a session, which is kept', async () => {
  const { session, account, errors } = await signIn(reader.email, personaPassword, 'Rita’s phone');
  expect(errors).toEqual([]);
  expect(account).toEqual({ id: reader.accountId, status: 'ACTIVE', user: { handle: 'rita-reader' } });
  expect(session).toEqual({
    id: aText,
    deviceName: 'Rita’s phone',
    createdAt: '2026-03-02T09:30:00.250Z',
    expiresAt: '2026-04-01T09:30:00.250Z',
  });
  expect(isId('ses', session?.id ?? '')).toBe(true);
  expect(await sessionRows()).toEqual([
    {
      id: session?.id,
      account_id: reader.accountId,
      device_name: 'Rita’s phone',
      created_at: new Date('2026-03-02T09:30:00.250Z'),
      expires_at: new Date('2026-04-01T09:30:00.250Z'),
    },
  ]);
});

test('the address is compared without case, and a device needs no name', async () => {
  const { session } = await signIn('READER@Nutgraf.Example', personaPassword, null);
  expect(session?.deviceName).toBeNull();
});

test('the access token is verified with the published keys and says who signed in', async () => {
  const editor = personaEntry('editor');
  const { session, tokens } = await signIn(editor.email, personaPassword);
  const { payload, protectedHeader } = await verified(tokens?.accessToken ?? '');
  expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: 'test', typ: 'at+jwt' });
  expect(payload).toEqual({
    iss: 'nutgraf',
    aud: 'nutgraf',
    sub: editor.accountId,
    sid: session?.id,
    user_id: editor.userId,
    scope: 'account:read content:comment content:write content:publish',
    roles: ['READER', 'EDITOR'],
    email_verified: true,
    iat: Date.parse('2026-03-02T09:30:00Z') / 1000,
    exp: Date.parse('2026-03-02T09:35:00Z') / 1000,
    jti: expect.stringMatching(/^tok_/) as string,
  });
  expect(tokens?.accessTokenExpiresAt).toBe('2026-03-02T09:35:00.000Z');
  users.clock.advance(300_000);
  await expect(verified(tokens?.accessToken ?? '')).rejects.toThrow('exp');
});

test('the published keys have nothing private in them', async () => {
  const response = await fetch(new URL('/.well-known/jwks.json', users.url));
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(response.headers.get('content-type')).toMatch('application/json');
  expect(await response.json()).toEqual({
    keys: [{ kty: 'OKP', crv: 'Ed25519', x: aText, kid: 'test', alg: 'EdDSA', use: 'sig' }],
  });
});

test('B8: a wrong password and an unknown address cannot be told apart', async () => {
  const known = await signIn(reader.email, 'not the password');
  expect(known).toEqual(refusal('INVALID_CREDENTIALS'));
  for (const email of ['nobody@nutgraf.example', ghost?.email ?? '']) {
    expect(await signIn(email, personaPassword)).toEqual(known);
  }
  expect(await sessionRows()).toEqual([]);
});

test('B8: a wrong password and an unknown address cost the same', async () => {
  const known = await users.costOf(() => signIn(reader.email, 'not the password'));
  const unknown = await users.costOf(() => signIn('nobody@nutgraf.example', 'not the password'));
  expect(known).toEqual({ statements: 2, verifications: 1 });
  expect(unknown).toEqual(known);
  expect(users.verifications.every((hash) => hash.startsWith('$argon2id$v=19$m=19456,t=2,p=1$'))).toBe(true);
});

test('a suspended account hears so only with its password', async () => {
  expect(await signIn(suspended?.email ?? '', 'not the password')).toEqual(refusal('INVALID_CREDENTIALS'));
  expect(await signIn(suspended?.email ?? '', personaPassword)).toEqual(refusal('ACCOUNT_SUSPENDED'));
  expect(await sessionRows()).toEqual([]);
});

test('an unverified account may sign in, and little more', async () => {
  const { account, tokens } = await signIn(unverified?.email ?? '', personaPassword);
  expect(account?.status).toBe('UNVERIFIED');
  const { payload } = await verified(tokens?.accessToken ?? '');
  expect(payload).toMatchObject({ scope: 'account:read', email_verified: false });
});

test('the address does not show to who signs in without a token', async () => {
  const { data, errors } = await users.ask({
    query: `mutation { sessionCreate(input: { by: { password: { email: "${reader.email}", password: "${personaPassword}" } } }) {
      account { id email } } }`,
  });
  expect(data?.sessionCreate).toEqual({ account: { id: reader.accountId, email: null } });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

test.each([
  ['a password that is too long', 'p'.repeat(1025), undefined, 'by.password.password'],
  ['a password of too many bytes', 'é'.repeat(513), undefined, 'by.password.password'],
  ['an empty device name', personaPassword, '', 'deviceName'],
  ['a device name that is too long', personaPassword, 'd'.repeat(101), 'deviceName'],
  ['a device name that the database counts as too long', personaPassword, '©\ufe0f'.repeat(60), 'deviceName'],
  ['a device name that no database takes', personaPassword, 'phone\u0000', 'deviceName'],
])('%s costs nothing', async (_what, password, deviceName, path) => {
  const cost = await users.costOf(async () => {
    const answer = await signIn(reader.email, password, deviceName);
    const expected = { code: 'INVALID_INPUT', path: ['input', ...path.split('.')] };
    expect(answer).toMatchObject({ session: null, tokens: null, errors: [expected] });
  });
  expect(cost).toEqual({ statements: 0, verifications: 0 });
});

test('a password that is no well-formed text is simply wrong', async () => {
  const { data } = await users.ask({
    query: `mutation ($password: String!) {
      sessionCreate(input: { by: { password: { email: "${reader.email}", password: $password } } }) { errors { code } } }`,
    variables: { password: 'p\ud800' },
  });
  expect(data?.sessionCreate).toEqual({ errors: [{ code: 'INVALID_CREDENTIALS' }] });
});

test('two passwords are checked at once, fifty wait, and the rest is put off', async () => {
  let release = () => undefined as void;
  users.mayVerify = new Promise((resolve) => (release = resolve));
  const codes: (string | undefined)[] = [];
  const all = Array.from({ length: 60 }, async (_, index) => {
    const { errors } = await signIn(`nobody-${index}@nutgraf.example`, 'not the password');
    codes.push(errors[0]?.code);
  });
  const refused = () => Promise.resolve(codes.length);
  await until(refused, (count) => count === 8, 10_000);
  expect(new Set(codes)).toEqual(new Set(['RATE_LIMITED']));
  expect(users.verifications).toHaveLength(2);

  release();
  await Promise.all(all);
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(52);
  expect(users.verifications).toHaveLength(52);
});

test('passwords and tokens stay out of the log, whatever happens', async () => {
  const secret = 'correct-horse-battery';
  const { tokens } = await signIn(reader.email, personaPassword);
  const refused = await signIn(reader.email, secret);
  const malformed = await users.ask({
    query: 'mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { errors { code } } }',
    variables: { input: { by: { password: { email: reader.email, password: secret, remember: true } } } },
  });
  expect(malformed.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');

  await withoutTable('session', async () => {
    const { data, errors } = await users.ask({
      query: `mutation { sessionCreate(input: { by: { password: { email: "${reader.email}", password: "${personaPassword}" } } }) {
        errors { code } } }`,
    });
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });
  const log = users.log.join('');
  expect(log).toContain('a resolver failed');
  for (const word of [secret, personaPassword, tokens?.accessToken ?? secret, '$argon2id', reader.email]) {
    expect(log).not.toContain(word);
    expect(JSON.stringify(refused)).not.toContain(word);
  }
});

async function withoutTable(name: string, work: () => Promise<void>): Promise<void> {
  const database = await connectUsersDatabase(users.database.url);
  await database.query(`ALTER TABLE ${name} RENAME TO gone`);
  await database.destroy();
  await work();
}
