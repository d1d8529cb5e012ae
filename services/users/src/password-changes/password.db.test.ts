import { personaPassword } from '@nutgraf/kit/demo/personas';
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

const reader = personaEntry('reader');
const member = personaEntry('member');
const unverified = demoPeople(new Date(0)).find(({ status }) => status === 'UNVERIFIED')?.entry;
const next = 'a long walk home';
const ok = { ok: true, errors: [] };
const invalidToken = { ok: false, errors: [{ code: 'INVALID_OR_EXPIRED_TOKEN', path: ['token'] }] };

async function tokenFor(email: string, count = 1): Promise<string> {
  const [mail] = await users.mailsTo(email, count);
  return mail?.action?.token ?? '';
}

/** What a refusal must leave as it is. */
async function state() {
  return users.rows(
    `SELECT (SELECT count(*)::int FROM session) AS sessions, (SELECT count(*)::int FROM one_time_token) AS tokens,
            (SELECT count(*)::int FROM mail) AS mails, (SELECT count(*)::int FROM outbox) AS events,
            (SELECT md5(string_agg(hash, '' ORDER BY account_id)) FROM password) AS passwords`,
  );
}

describe('a reset', () => {
  test('is a link by mail; with it the owner chooses a new password, and every session ends', async () => {
    const before = await client.claimsOf(reader.email);
    expect(await client.requestReset(reader.email)).toEqual(ok);
    const [mail] = await users.mailsTo(reader.email);
    expect(mail).toMatchObject({
      subject: 'Choose a new password',
      action: { link: `http://localhost:3000/reset-password?token=${mail?.action?.token}` },
    });
    expect(await client.reset(mail?.action?.token ?? '', next)).toEqual(ok);

    expect((await client.signIn(reader.email, personaPassword)).errors).toMatchObject([
      { code: 'INVALID_CREDENTIALS' },
    ]);
    await client.claimsOf(reader.email, next);
    expect(await users.rows('SELECT FROM session WHERE id = $1', [before.sid])).toEqual([]);
    const events = `SELECT payload->>'reason' AS reason FROM outbox WHERE aggregateid = $1`;
    expect(await users.rows(events, [before.sid])).toEqual([{ reason: 'PASSWORD_RESET' }]);
    const [notice] = await users.mailsTo(reader.email, 2);
    expect(notice).toMatchObject({ subject: 'Your password was changed', action: null });
  });

  test('of an address without an account is answered the same and sends nothing', async () => {
    expect(await client.requestReset('nobody@nutgraf.example')).toEqual(ok);
    await client.requestReset(reader.email);
    await users.mailsTo(reader.email);
    expect(await users.rows('SELECT recipient FROM mail')).toEqual([{ recipient: reader.email }]);
  });

  test('works for half an hour', async () => {
    await client.requestReset(reader.email);
    const token = await tokenFor(reader.email);
    users.clock.advance(30 * 60_000);
    expect(await client.reset(token, next)).toMatchObject(invalidToken);
  });

  test('ends with a newer one, and with its use', async () => {
    await client.requestReset(reader.email);
    const older = await tokenFor(reader.email);
    await client.requestReset(reader.email);
    const newer = await tokenFor(reader.email, 2);
    expect(await client.reset(older, next)).toMatchObject(invalidToken);
    expect(await client.reset(newer, next)).toEqual(ok);
    expect(await client.reset(newer, 'another long walk')).toMatchObject(invalidToken);
    await client.claimsOf(reader.email, next);
  });

  test('of one account leaves the links of others alone', async () => {
    await client.requestReset(reader.email);
    await client.requestReset(member.email);
    const [mine, other] = [await tokenFor(reader.email), await tokenFor(member.email)];
    expect(await client.reset(mine, next)).toEqual(ok);
    expect(await client.reset(other, next)).toEqual(ok);
  });

  test('B8: happens once under 50 tries with one link at once', async () => {
    await client.requestReset(reader.email);
    const token = await tokenFor(reader.email);
    const passwords = Array.from({ length: 50 }, (_, index) => `${next} number ${index}`);
    const answers = await Promise.all(
      passwords.map((password, index) =>
        new AccountClient(users, at(`198.51.100.${index}`)).reset(token, password),
      ),
    );
    const winners = passwords.filter((_, index) => answers[index]?.ok);
    expect(winners).toHaveLength(1);
    const codes = new Set(answers.flatMap(({ errors }) => errors.map(({ code }) => code)));
    expect([...codes]).toEqual(['INVALID_OR_EXPIRED_TOKEN']);
    await client.claimsOf(reader.email, winners[0]);
    expect(await users.mailsTo(reader.email, 2)).toHaveLength(2);
  });

  test('verifies an address that was not: its owner has the mail', async () => {
    const email = unverified?.email ?? '';
    await client.requestReset(email);
    expect(await client.reset(await tokenFor(email), next)).toEqual(ok);
    expect(await client.claimsOf(email, next)).toMatchObject({ email_verified: true });
  });

  test.each([
    ['too short', 'ninechars', 'INVALID_INPUT'],
    ['too long', 'é'.repeat(513), 'INVALID_INPUT'],
    ['a common one', 'Password123', 'PASSWORD_BREACHED'],
    ['the address', reader.email.toUpperCase(), 'INVALID_INPUT'],
    ['the handle', 'Rita-Reader', 'INVALID_INPUT'],
    ['the display name', 'rita reader', 'INVALID_INPUT'],
  ])(
    'with a password that is %s writes nothing and leaves the link as it is',
    async (_what, password, code) => {
      await client.requestReset(reader.email);
      const token = await tokenFor(reader.email);
      const before = await state();
      expect(await client.reset(token, password)).toMatchObject({
        ok: false,
        errors: [{ code, path: ['newPassword'] }],
      });
      expect(await state()).toEqual(before);
      expect(users.hashed).toEqual([]);
      expect(await client.reset(token, next)).toEqual(ok);
    },
  );

  test.each(['', 'x'.repeat(43), '\u0000', 'x'.repeat(100_000)])(
    'with what is no link costs no hash and writes nothing',
    async (token) => {
      const before = await state();
      expect(await client.reset(token, next)).toMatchObject(invalidToken);
      expect(await state()).toEqual(before);
      expect(users.hashed).toEqual([]);
    },
  );

  test('is not asked for by an address that is too long', async () => {
    const before = await state();
    expect(await client.requestReset(`${'a'.repeat(250)}@nutgraf.example`)).toMatchObject({
      ok: false,
      errors: [{ code: 'INVALID_INPUT', path: ['email'] }],
    });
    expect(await state()).toEqual(before);
  });

  test('does not take a link that verifies an address', async () => {
    const claims = await client.claimsOf(unverified?.email ?? '');
    await client.resend(claims);
    expect(await client.reset(await tokenFor(unverified?.email ?? ''), next)).toMatchObject(invalidToken);
  });

  test('ends a sign-in that had only just checked the old password', async () => {
    await client.requestReset(reader.email);
    const token = await tokenFor(reader.email);
    let release = () => undefined as void;
    users.mayVerify = new Promise((resolve) => (release = resolve));
    const late = client.signIn(reader.email, personaPassword);
    expect(await client.reset(token, next)).toEqual(ok);
    release();
    expect(await late).toMatchObject({ claims: null, errors: [{ code: 'INVALID_CREDENTIALS' }] });
    expect(await users.rows('SELECT FROM session')).toEqual([]);
  });
});

describe('a change', () => {
  test('takes the current password, ends all other sessions, and tells the owner', async () => {
    const [mine, other] = [await client.claimsOf(reader.email), await client.claimsOf(reader.email)];
    expect(await client.change(personaPassword, next, mine)).toEqual(ok);
    expect(await users.rows('SELECT id FROM session')).toEqual([{ id: mine.sid }]);
    const events = `SELECT aggregateid AS session, payload->>'reason' AS reason FROM outbox`;
    expect(await users.rows(events)).toEqual([{ session: other.sid, reason: 'PASSWORD_CHANGED' }]);
    expect((await users.mailsTo(reader.email))[0]).toMatchObject({ subject: 'Your password was changed' });
    expect((await client.signIn(reader.email)).claims).toBeNull();
    await client.claimsOf(reader.email, next);
  });

  test('with a wrong current password changes nothing', async () => {
    const claims = await client.claimsOf(reader.email);
    const before = await state();
    expect(await client.change('not the password', next, claims)).toMatchObject({
      ok: false,
      errors: [{ code: 'INVALID_CREDENTIALS', path: ['currentPassword'] }],
    });
    expect(await state()).toEqual(before);
    expect(users.hashed).toEqual([]);
  });

  test('tries at the current password count as sign-ins', async () => {
    const claims = await client.claimsOf(reader.email);
    for (let time = 0; time < 5; time += 1) await client.change('not the password', next, claims);
    const { length } = users.verifications;
    const throttled = [{ __typename: 'RateLimitedError', code: 'RATE_LIMITED' }];
    expect(await client.change(personaPassword, next, claims)).toMatchObject({
      ok: false,
      errors: throttled,
    });
    expect((await client.signIn(reader.email)).errors).toMatchObject(throttled);
    expect(users.verifications).toHaveLength(length);
  });

  test.each([
    ['too short', 'ninechars', 'INVALID_INPUT'],
    ['a common one', 'Password123', 'PASSWORD_BREACHED'],
    ['the handle', 'rita-reader', 'INVALID_INPUT'],
  ])('to a password that is %s changes nothing and checks none', async (_what, password, code) => {
    const claims = await client.claimsOf(reader.email);
    const [before, { length }] = [await state(), users.verifications];
    expect(await client.change(personaPassword, password, claims)).toMatchObject({
      ok: false,
      errors: [{ code, path: ['newPassword'] }],
    });
    expect(await state()).toEqual(before);
    expect(users.verifications).toHaveLength(length);
  });

  test('takes no current password that is longer than any', async () => {
    const claims = await client.claimsOf(reader.email);
    expect(await client.change('é'.repeat(513), next, claims)).toMatchObject({
      ok: false,
      errors: [{ code: 'INVALID_INPUT', path: ['currentPassword'] }],
    });
  });

  test('needs a session that is alive, whatever the token says', async () => {
    const claims = await client.claimsOf(reader.email);
    await users.rows('DELETE FROM session');
    const before = await state();
    await expect(client.change(personaPassword, next, claims)).rejects.toThrow('UNAUTHENTICATED');
    const query = `mutation { passwordChange(currentPassword: "${personaPassword}", newPassword: "${next}") { ok } }`;
    const { data, errors } = await client.ask(query, {});
    expect(data).toEqual({ passwordChange: null });
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(await state()).toEqual(before);
  });

  test('of two at once one is done: the other one does not know the password that counts by then', async () => {
    const claims = await client.claimsOf(reader.email);
    let letVerify: () => void = () => undefined;
    users.mayVerify = new Promise((resolve) => (letVerify = resolve));
    const changes = [next, 'another long walk'].map((password) =>
      client.change(personaPassword, password, claims),
    );
    const { length } = users.verifications;
    await until(
      () => Promise.resolve(users.verifications.length),
      (count) => count === length + 2,
      10_000,
    );
    letVerify();
    const codes = (await Promise.all(changes)).map(({ errors }) => errors[0]?.code ?? 'OK');
    expect(codes.sort()).toEqual(['INVALID_CREDENTIALS', 'OK']);
    await users.mailsTo(reader.email);
  });

  test('ends the reset links that were on their way', async () => {
    const claims = await client.claimsOf(reader.email);
    await client.requestReset(reader.email);
    const token = await tokenFor(reader.email);
    expect(await client.change(personaPassword, next, claims)).toEqual(ok);
    expect(await client.reset(token, 'another long walk')).toMatchObject(invalidToken);
  });
});

test('one password typed on two keyboards is one password', async () => {
  await client.requestReset(reader.email);
  expect(await client.reset(await tokenFor(reader.email), 'Crème brûlée'.normalize('NFD'))).toEqual(ok);
  await client.claimsOf(reader.email, 'Crème brûlée'.normalize('NFC'));
});

test('passwords, tokens and addresses stay out of the log', async () => {
  await client.requestReset(reader.email);
  const token = await tokenFor(reader.email);
  await client.reset(token, next);
  await client.register({ email: 'nora@nutgraf.example', password: next, displayName: 'Nora' });
  await users.mailsTo('nora@nutgraf.example');
  const log = users.log.join('');
  expect(log).toContain('a mail was sent');
  for (const word of [token, next, reader.email, 'nora@nutgraf.example', '$argon2id'])
    expect(log).not.toContain(word);
});
