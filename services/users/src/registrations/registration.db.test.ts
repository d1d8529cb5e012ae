import { Client } from 'pg';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { AccountClient, at } from '../../../../tests/support/account-mutations';
import { until } from '../../../../tests/support/until';
import { UsersService } from '../../../../tests/support/users-service';
import { demoPeople } from '../demo/people';

let users: UsersService;
let client: AccountClient;
beforeEach(async () => {
  users = await UsersService.start();
  client = new AccountClient(users);
});
afterEach(() => users[Symbol.asyncDispose]());

const email = 'Nora.New@nutgraf.example';
const password = 'a long walk home';
const nora = { email, password, displayName: 'Nora New' };
const ok = { ok: true, errors: [] };
const invalidToken = { code: 'INVALID_OR_EXPIRED_TOKEN', path: ['token'] };
const [unverified, otherUnverified] = demoPeople(new Date(0)).filter(({ status }) => status === 'UNVERIFIED');

async function tokenFor(recipient = email, count = 1): Promise<string> {
  const [mail] = await users.mailsTo(recipient, count);
  return mail?.action?.token ?? '';
}

async function counts() {
  const [row] = await users.rows<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM account) AS accounts, (SELECT count(*)::int FROM user_profile) AS profiles,
            (SELECT count(*)::int FROM password) AS passwords, (SELECT count(*)::int FROM registration) AS registrations,
            (SELECT count(*)::int FROM one_time_token) AS tokens, (SELECT count(*)::int FROM mail) AS mails`,
  );
  return row;
}

test('who registers gets a link, and with it an account to sign in to', async () => {
  expect(await client.register({ ...nora, handle: 'nora', locale: 'de-AT' })).toEqual(ok);
  const [mail] = await users.mailsTo(email);
  expect(mail).toMatchObject({
    subject: 'Confirm your e-mail address',
    action: {
      mutation: 'emailVerify',
      link: `http://localhost:3000/verify-email?token=${mail?.action?.token}`,
    },
  });
  expect(mail?.text).toContain(mail?.action?.link);

  const { account, errors } = await client.verify(mail?.action?.token ?? '');
  expect(errors).toEqual([]);
  expect(account).toMatchObject({
    status: 'ACTIVE',
    locale: 'de-AT',
    user: { handle: 'nora', displayName: 'Nora New' },
  });
  expect(await client.claimsOf('nora.new@nutgraf.example', password)).toMatchObject({
    sub: account?.id,
    email_verified: true,
    roles: ['READER'],
  });
});

test('until then there is no account: signing in is refused like for any unknown address', async () => {
  await client.register(nora);
  await users.mailsTo(email);
  const { errors } = await client.signIn(email, password);
  expect(errors).toEqual((await client.signIn('nobody@nutgraf.example', password)).errors);
  expect(errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  expect(await users.rows('SELECT FROM account WHERE lower(email) = lower($1)', [email])).toEqual([]);
});

test('who has an account hears so by mail, and gets in with the link in it', async () => {
  const reader = personaEntry('reader');
  const before = await counts();
  expect(await client.register({ ...nora, email: reader.email.toUpperCase() })).toEqual(ok);
  const [mail] = await users.mailsTo(reader.email.toUpperCase());
  expect(mail).toMatchObject({
    subject: 'You already have an account',
    action: { mutation: 'passwordReset' },
  });
  expect(await counts()).toEqual({ ...before, mails: 1, tokens: 1 });
  expect(await client.reset(mail?.action?.token ?? '', 'another long walk')).toEqual(ok);
  await client.claimsOf(reader.email, 'another long walk');
});

test('of several registrations with one address the first verified wins, and the other links are dead', async () => {
  await client.register({ ...nora, password: 'the password of a stranger' });
  await client.register({ ...nora, email: email.toLowerCase() });
  const stranger = await tokenFor(email);
  const mine = await tokenFor(email.toLowerCase());
  expect((await client.verify(mine)).account).not.toBeNull();
  expect(await client.verify(stranger)).toMatchObject({ account: null, errors: [invalidToken] });
  await client.claimsOf(email, password);
  expect(await counts()).toMatchObject({ registrations: 0, tokens: 0 });
});

test('B8: of 50 tries with one link at once, one makes an account', async () => {
  await client.register(nora);
  const token = await tokenFor();
  const tries = Array.from({ length: 50 }, (_, index) =>
    new AccountClient(users, at(`198.51.100.${index}`)).verify(token),
  );
  const answers = await Promise.all(tries);
  expect(answers.filter(({ account }) => account)).toHaveLength(1);
  expect(answers.filter(({ errors }) => errors[0]?.code === 'INVALID_OR_EXPIRED_TOKEN')).toHaveLength(49);
  expect(await users.rows('SELECT id FROM account WHERE email = $1', [email])).toHaveLength(1);
});

test('two links for one address used at once make one account', async () => {
  await client.register(nora);
  await client.register({ ...nora, email: email.toLowerCase() });
  const tokens = [await tokenFor(email), await tokenFor(email.toLowerCase())];
  const answers = await Promise.all(tokens.map((token) => client.verify(token)));
  expect(answers.filter(({ account }) => account)).toHaveLength(1);
  expect(answers.flatMap(({ errors }) => errors)).toMatchObject([invalidToken]);
});

test('a link waits for another one that is being used, and then is dead', async () => {
  await client.register(nora);
  const token = await tokenFor();
  const other = new Client({ connectionString: users.database.url });
  await other.connect();
  try {
    // What using a link does that was written while this one was not yet there.
    await other.query('BEGIN');
    await other.query('SELECT pg_advisory_xact_lock(hashtextextended(lower($1), 0))', [email]);
    await other.query(
      `INSERT INTO user_profile (id, handle, display_name, joined_at) VALUES ('usr_1', 'n-1', 'Nora', now())`,
    );
    await other.query(
      `INSERT INTO account (id, email, email_verified_at, status, roles, locale, time_zone, created_at)
       VALUES ('acc_1', $1, now(), 'ACTIVE', '{READER}', 'en', 'UTC', now())`,
      [email.toUpperCase()],
    );
    const late = client.verify(token);
    const waiting = () =>
      users.rows(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
    await until(waiting, ({ length }) => length > 0, 10_000);
    await other.query('COMMIT');
    expect(await late).toMatchObject({ account: null, errors: [invalidToken] });
  } finally {
    await other.end();
  }
});

test('a link works for a day from the moment its mail is written', async () => {
  await client.register(nora);
  const token = await tokenFor();
  users.clock.advance(24 * 3_600_000);
  expect(await client.verify(token)).toMatchObject({ account: null, errors: [invalidToken] });
  await client.register(nora);
  const second = await tokenFor(email, 2);
  users.clock.advance(24 * 3_600_000 - 1);
  expect((await client.verify(second)).errors).toEqual([]);
});

test.each(['', 'x', 'x'.repeat(43), '\u0000'.repeat(43), 'x'.repeat(100_000)])(
  'what is no token, such as %.20p, is refused like one that was used',
  async (token) => {
    const before = await counts();
    expect(await client.verify(token)).toMatchObject({ account: null, errors: [invalidToken] });
    expect(await counts()).toEqual(before);
  },
);

describe('a handle', () => {
  test('that someone has is refused', async () => {
    const before = await counts();
    expect(await client.register({ ...nora, handle: 'Rita-READER' })).toMatchObject({
      ok: false,
      errors: [{ __typename: 'GenericError', code: 'HANDLE_TAKEN', path: ['input', 'handle'] }],
    });
    expect(await counts()).toEqual(before);
    expect(users.hashed).toEqual([]);
  });

  test('that someone took in between gets a number', async () => {
    await client.register({ ...nora, handle: 'newcomer' });
    await client.register({ ...nora, email: 'other@nutgraf.example', handle: 'Newcomer' });
    await client.verify(await tokenFor('other@nutgraf.example'));
    const { account } = await client.verify(await tokenFor());
    expect(account?.user.handle).toBe('newcomer-2');
  });

  test.each([
    ['Zoë Ångström-Łuk', 'zoe-angstrom-uk'],
    ['  Rita Reader ', 'rita-reader-2'],
    ['李小龍', 'reader'],
    ['Deleted User', 'reader'],
  ])('that is left out is made of the display name %p: %s', async (displayName, handle) => {
    await client.register({ ...nora, displayName });
    const { account } = await client.verify(await tokenFor());
    expect(account?.user).toEqual({ handle, displayName: displayName.trim() });
  });
});

describe('bad input', () => {
  test.each([
    ['email', { email: `${'a'.repeat(250)}@nutgraf.example` }, 'INVALID_INPUT'],
    ['password', { password: 'ninechars' }, 'INVALID_INPUT'],
    ['password', { password: 'é'.repeat(513) }, 'INVALID_INPUT'],
    ['password', { password: 'lone \ud800 surrogate' }, 'INVALID_INPUT'],
    ['password', { password: 'Password123' }, 'PASSWORD_BREACHED'],
    ['password', { password: 'Ｐａｓｓｗｏｒｄ１２３' }, 'PASSWORD_BREACHED'],
    ['password', { password: 'NORA.NEW@nutgraf.example' }, 'INVALID_INPUT'],
    ['password', { email: 'longlocalpart@nutgraf.example', password: 'LongLocalPart' }, 'INVALID_INPUT'],
    ['password', { handle: 'nora-of-the-night', password: 'Nora-of-the-night' }, 'INVALID_INPUT'],
    ['password', { displayName: 'Nora Nightingale', password: 'nora nightingale' }, 'INVALID_INPUT'],
    ['handle', { handle: 'n' }, 'INVALID_INPUT'],
    ['handle', { handle: 'nora new' }, 'INVALID_INPUT'],
    ['handle', { handle: 'Deleted-1' }, 'INVALID_INPUT'],
    ['displayName', { displayName: '   ' }, 'INVALID_INPUT'],
    ['displayName', { displayName: 'n'.repeat(81) }, 'INVALID_INPUT'],
    ['displayName', { displayName: 'Nora\u0000' }, 'INVALID_INPUT'],
    ['displayName', { displayName: '\u200b' }, 'INVALID_INPUT'],
    ['displayName', { displayName: 'Nora\u202e' }, 'INVALID_INPUT'],
    ['displayName', { displayName: 'Nora\ud800' }, 'INVALID_INPUT'],
    ['displayName', { displayName: 'Nora\r\nBcc: x@y.z' }, 'INVALID_INPUT'],
    ['locale', { locale: `en-x${'-abcdefgh'.repeat(4)}` }, 'INVALID_INPUT'],
  ])('in %s, such as %j, is named and writes nothing', async (field, wrong, code) => {
    const before = await counts();
    expect(await client.register({ ...nora, ...wrong })).toMatchObject({
      ok: false,
      errors: [{ code, path: ['input', field] }],
    });
    expect(await counts()).toEqual(before);
    expect(users.hashed).toEqual([]);
  });

  test('everything wrong is named at once', async () => {
    const { errors } = await client.register({ ...nora, password: 'short', handle: '-', displayName: '' });
    expect(errors.map(({ path }) => path?.[1]).sort()).toEqual(['displayName', 'handle', 'password']);
  });
});

describe('another link', () => {
  const person = unverified?.entry;
  const address = person?.email ?? '';

  test('is sent to who is signed in and not verified; it verifies, and ends the others', async () => {
    const claims = await client.claimsOf(address);
    expect(claims).toMatchObject({ email_verified: false });
    expect(await client.resend(claims)).toEqual(ok);
    const first = await tokenFor(address);
    expect(await client.resend(claims)).toEqual(ok);
    const second = await tokenFor(address, 2);
    expect((await client.verify(second)).account).toMatchObject({ id: person?.accountId, status: 'ACTIVE' });
    expect(await client.verify(first)).toMatchObject({ account: null, errors: [invalidToken] });
    expect(await client.claimsOf(address)).toMatchObject({ email_verified: true });
  });

  test('B8: verifies once under 50 tries at once', async () => {
    await client.resend(await client.claimsOf(address));
    const token = await tokenFor(address);
    const tries = Array.from({ length: 50 }, (_, index) =>
      new AccountClient(users, at(`198.51.100.${index}`)).verify(token),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter(({ account }) => account)).toHaveLength(1);
  });

  test('is not for who is verified, and a guest is told to sign in', async () => {
    const before = await counts();
    expect(await client.resend(await client.claimsOf(personaEntry('reader').email))).toMatchObject({
      ok: false,
      errors: [{ code: 'CONFLICT', path: null }],
    });
    const { data, errors } = await client.ask('mutation { emailVerificationResend { ok } }', {});
    expect(data).toEqual({ emailVerificationResend: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await counts()).toMatchObject({ mails: before?.mails, tokens: before?.tokens });
  });

  test('is asked for a few times, not more', async () => {
    const claims = await client.claimsOf(otherUnverified?.entry.email ?? '');
    for (let time = 0; time < 3; time += 1) expect(await client.resend(claims)).toEqual(ok);
    expect(await client.resend(claims)).toMatchObject({
      ok: false,
      errors: [{ __typename: 'RateLimitedError', code: 'RATE_LIMITED' }],
    });
  });
});
