import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { AccountClient, at, type Refusal } from '../../../../tests/support/account-mutations';
import { UsersService } from '../../../../tests/support/users-service';

let users: UsersService;
beforeEach(async () => (users = await UsersService.start()));
afterEach(() => users[Symbol.asyncDispose]());

const reader = personaEntry('reader');
const member = personaEntry('member');
const wrong = 'not the password';
const throttled = [{ __typename: 'RateLimitedError', code: 'RATE_LIMITED', path: null }];
const refused = [{ code: 'INVALID_CREDENTIALS' }];

const client = (address: string | null) => new AccountClient(users, at(address));

async function fail(
  times: number,
  address: string | null,
  email = reader.email,
): Promise<readonly Refusal[]> {
  let last: readonly Refusal[] = [];
  for (let time = 0; time < times; time += 1) last = (await client(address).signIn(email, wrong)).errors;
  return last;
}

test('B8: of 100 aliased sign-ins in one request at most five are verified, whatever their addresses', async () => {
  const fields = Array.from(
    { length: 100 },
    (_, index) => `a${index}: sessionCreate(input: { transport: BEARER, by: { password: {
      email: "nobody-${index}@nutgraf.example", password: "${wrong}" } } }) { errors { __typename code } }`,
  );
  const { data } = await client('192.0.2.1').ask(`mutation { ${fields.join('\n')} }`, {});
  const codes = Object.values(data ?? {}).map(
    (payload) => (payload as { errors: Refusal[] }).errors[0]?.code,
  );
  expect(users.verifications).toHaveLength(5);
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(5);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(95);
});

test('B8: aliases of other mutations hash no more passwords than that', async () => {
  const field = (index: number) => `a${index}: accountRegister(input: {
    email: "new-${index}@nutgraf.example", password: "a long walk home", displayName: "New" }) { ok }`;
  const mixed = `${field(0)} s: sessionCreate(input: { transport: BEARER, by: { password: {
    email: "${reader.email}", password: "${wrong}" } } }) { errors { code } }`;
  await client('192.0.2.1').ask(
    `mutation { ${mixed} ${Array.from({ length: 20 }, (_, i) => field(i + 1)).join('\n')} }`,
    {},
  );
  expect(users.verifications.length + users.hashed.length).toBe(5);
});

test('five wrong passwords in a row are answered, the next is not even looked at, right or wrong', async () => {
  expect(await fail(5, '192.0.2.1')).toMatchObject(refused);
  const cost = await users.costOf(async () => {
    const { errors } = await client('192.0.2.1').signIn(reader.email, personaPassword);
    expect(errors).toMatchObject(throttled);
    const wait = Date.parse(errors[0]?.retryAt ?? '') - users.clock.now().getTime();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(5 * 60_000);
  });
  expect(cost).toEqual({ statements: 0, verifications: 0 });
});

test('B8: a throttled answer is the same for an address without an account', async () => {
  for (const email of [reader.email, 'nobody@nutgraf.example']) await fail(5, '192.0.2.1', email);
  const known = await client('192.0.2.1').signIn(reader.email, wrong);
  const unknown = await client('192.0.2.1').signIn('nobody@nutgraf.example', wrong);
  const withoutTime = ({ errors }: { errors: Refusal[] }) =>
    errors.map((error) => ({ ...error, retryAt: null }));
  expect(withoutTime(known)).toEqual(withoutTime(unknown));
  expect(known.errors).toMatchObject(throttled);
});

test('an account is one account however its address is written', async () => {
  await fail(3, '192.0.2.1', reader.email);
  await fail(2, '192.0.2.1', reader.email.toUpperCase());
  expect(await fail(1, '192.0.2.1', 'Reader@Nutgraf.example')).toMatchObject(throttled);
});

test('all tries at once count like one after another', async () => {
  const all = await Promise.all(
    Array.from({ length: 30 }, () => client('192.0.2.1').signIn(reader.email, wrong)),
  );
  expect(all.filter(({ errors }) => errors[0]?.code === 'INVALID_CREDENTIALS')).toHaveLength(5);
  expect(users.verifications).toHaveLength(5);
});

test('who gets in may do so as often as they like', async () => {
  for (let time = 0; time < 12; time += 1) await client('192.0.2.1').claimsOf(reader.email);
  await fail(4, '192.0.2.1');
  await client('192.0.2.1').claimsOf(reader.email);
  expect(await fail(4, '192.0.2.1')).toMatchObject(refused);
});

test('what fails on our side uses up no attempt', async () => {
  const here = client('192.0.2.1');
  const asks = [
    () => here.signIn(reader.email),
    () => here.requestReset(reader.email),
    () => here.register({ email: 'new@nutgraf.example', password: 'a long walk home', displayName: 'New' }),
    () => here.verify('x'.repeat(43)),
  ];
  const tables = ['account', 'mail', 'one_time_token'];
  for (const table of tables) await users.rows(`ALTER TABLE ${table} RENAME TO ${table}_away`);
  for (const ask of asks) {
    for (let time = 0; time < 31; time += 1) await expect(ask()).rejects.toThrow('INTERNAL_SERVER_ERROR');
  }
  for (const table of tables) await users.rows(`ALTER TABLE ${table}_away RENAME TO ${table}`);
  for (const ask of asks) expect((await ask()).errors[0]?.code).not.toBe('RATE_LIMITED');
});

test('a stranger does not lock the owner out, at home or elsewhere', async () => {
  await client('192.0.2.1').claimsOf(reader.email);
  for (let index = 0; index < 6; index += 1) await fail(5, `198.51.100.${index}`);
  expect(await fail(1, '198.51.100.9')).toMatchObject(throttled);
  await client('192.0.2.1').claimsOf(reader.email);
  // From a new place: by the link in the mail, which no stranger can read.
  const elsewhere = client('203.0.113.1');
  expect((await elsewhere.signIn(reader.email)).errors).toMatchObject(throttled);
  await elsewhere.requestReset(reader.email);
  const [mail] = await users.mailsTo(reader.email);
  await elsewhere.reset(mail?.action?.token ?? '', 'a long walk home');
  await elsewhere.claimsOf(reader.email, 'a long walk home');
});

test('who forgot the password signs in with the new one at once', async () => {
  await fail(6, '192.0.2.1');
  await client('192.0.2.1').requestReset(reader.email);
  const [mail] = await users.mailsTo(reader.email);
  await client('192.0.2.1').reset(mail?.action?.token ?? '', 'a long walk home');
  await client('192.0.2.1').claimsOf(reader.email, 'a long walk home');
});

test('one client at many accounts is stopped, and others at those accounts are not', async () => {
  const accounts = Array.from({ length: 20 }, (_, index) => `nobody-${index}@nutgraf.example`);
  await Promise.all(accounts.map((email) => fail(5, '192.0.2.1', email)));
  expect(await fail(1, '192.0.2.1', member.email)).toMatchObject(throttled);
  await client('198.51.100.1').claimsOf(member.email);
});

test('the addresses of one /64 are one client', async () => {
  await fail(3, '2001:db8:1:2::1');
  expect(await fail(3, '2001:db8:1:2:ffff::1')).toMatchObject(throttled);
  expect(await fail(1, '2001:db8:1:3::1')).toMatchObject(refused);
});

test('clients whose address is not known share a higher limit, and no pair locks the owner out', async () => {
  expect(await fail(6, null)).toMatchObject(refused);
  await client(null).claimsOf(reader.email);
  expect(await fail(25, null)).toMatchObject(throttled);
  await client('192.0.2.1').claimsOf(member.email);
});

test('mails to one address are asked for a few times', async () => {
  for (const ask of [
    () => client('192.0.2.1').requestReset('nobody@nutgraf.example'),
    () => client('192.0.2.1').requestReset(reader.email),
  ]) {
    for (let time = 0; time < 3; time += 1) expect(await ask()).toEqual({ ok: true, errors: [] });
    expect(await ask()).toMatchObject({ ok: false, errors: throttled });
  }
  const mails = await users.rows('SELECT recipient FROM mail WHERE recipient = $1', [reader.email]);
  expect(mails).toHaveLength(3);
});

test('what a client is refused counts for no account', async () => {
  for (const stranger of ['192.0.2.1', '192.0.2.2']) {
    for (let index = 0; index < 30; index += 1) {
      await client(stranger).requestReset(`nobody-${index % 15}-${stranger}@nutgraf.example`);
    }
    for (let time = 0; time < 3; time += 1) {
      expect((await client(stranger).requestReset(reader.email)).errors).toMatchObject(throttled);
    }
  }
  expect(await client('198.51.100.1').requestReset(reader.email)).toEqual({ ok: true, errors: [] });
});

test('registrations of one address, and of one client, are limited', async () => {
  const register = (address: string, email: string) =>
    client(address).register({ email, password: 'a long walk home', displayName: 'New' });
  for (let time = 0; time < 5; time += 1)
    expect((await register('192.0.2.1', 'new@nutgraf.example')).ok).toBe(true);
  const { length } = users.hashed;
  expect(await register('192.0.2.1', 'new@nutgraf.example')).toMatchObject({ ok: false, errors: throttled });
  expect(users.hashed).toHaveLength(length);
  for (let index = 0; index < 15; index += 1) {
    expect((await register('192.0.2.1', `new-${index}@nutgraf.example`)).ok).toBe(true);
  }
  expect(await register('192.0.2.1', 'one-more@nutgraf.example')).toMatchObject({
    ok: false,
    errors: throttled,
  });
});

test('tokens are guessed a few times', async () => {
  const guess = () => client('192.0.2.1').verify('x'.repeat(43));
  for (let time = 0; time < 30; time += 1)
    expect((await guess()).errors[0]?.code).toBe('INVALID_OR_EXPIRED_TOKEN');
  expect((await guess()).errors).toMatchObject(throttled);
  expect((await client('192.0.2.1').reset('x'.repeat(43), 'a long walk home')).errors).toMatchObject(
    throttled,
  );
});
