import { personaEntry } from '@nutgraf/kit/demo/roster';
import { AccountClient, at } from '../../../../tests/support/account-mutations';
import { startRedis, type TestRedis } from '../../../../tests/support/start-redis';
import { until } from '../../../../tests/support/until';
import { UsersService } from '../../../../tests/support/users-service';

let redis: TestRedis;
let users: UsersService;
beforeEach(async () => {
  redis = await startRedis();
  users = await UsersService.start({ REDIS_URL: redis.url });
});
afterEach(async () => {
  await users[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const reader = personaEntry('reader');
const member = personaEntry('member');
const client = () => new AccountClient(users, at('192.0.2.1'));

async function fail(times: number, email = reader.email): Promise<string | undefined> {
  let code: string | undefined;
  for (let time = 0; time < times; time += 1) {
    code = (await client().signIn(email, 'not the password')).errors[0]?.code;
  }
  return code;
}

const logSays = (text: string) =>
  until(
    () => Promise.resolve(users.log.join('')),
    (log) => log.includes(text),
    10_000,
  );

test('processes count together, also after one of them starts anew', async () => {
  await fail(5);
  await users.restart({ REDIS_URL: redis.url });
  expect(await fail(1)).toBe('RATE_LIMITED');
});

test('what is kept in Redis names no address and no account, and expires', async () => {
  await fail(2);
  await client().claimsOf(member.email);
  const keys = (await redis.run('keys', '*')) as string[];
  expect(keys.length).toBeGreaterThan(3);
  for (const key of keys) {
    expect(key).toMatch(/^nutgraf:users:throttle:[\w:]+:[\w-]{43}$/);
    expect(await redis.run('ttl', key)).toBeGreaterThan(0);
    expect(await redis.run('get', key)).toMatch(/^-?\d+$/);
  }
});

test('a client that has used up what it has leaves nothing more behind, whatever addresses it invents', async () => {
  for (let request = 0; request < 3; request += 1) {
    const field = (index: number) =>
      `a${index}: passwordResetRequest(email: "nobody-${request}-${index}@nutgraf.example") { ok }`;
    await client().ask(
      `mutation { ${Array.from({ length: 100 }, (_, index) => field(index)).join(' ')} }`,
      {},
    );
  }
  // Two for each of 30 addresses, and the client's own.
  expect(await redis.run('dbsize')).toBe(61);
});

test.each([
  ['paused', () => Promise.resolve(redis.pause())],
  ['killed', () => redis.kill()],
])('while Redis is %s people sign in, and nobody tries without end', async (_how, harm) => {
  await fail(2);
  await harm();
  await client().claimsOf(member.email);
  expect(await fail(5)).toBe('INVALID_CREDENTIALS');
  expect(await fail(1)).toBe('RATE_LIMITED');
  await client().claimsOf(member.email);
  await logSays('Redis is away');
});

test('a Redis that was paused counts again when it goes on', async () => {
  await fail(4);
  redis.pause();
  await client().claimsOf(member.email);
  await logSays('Redis is away');
  redis.resume();
  await logSays('Redis is back');
  expect(await fail(1)).toBe('INVALID_CREDENTIALS');
  expect(await fail(1)).toBe('RATE_LIMITED');
});

test('a Redis that comes back empty begins to count anew', async () => {
  await fail(6);
  await redis.kill();
  await client().claimsOf(member.email);
  await redis.start();
  await logSays('Redis is back');
  expect(await fail(5)).toBe('INVALID_CREDENTIALS');
  expect(await fail(1)).toBe('RATE_LIMITED');
});

test('a flush in the middle harms nobody', async () => {
  await fail(5);
  await redis.run('flushall');
  expect(await fail(5)).toBe('INVALID_CREDENTIALS');
  expect(await fail(1)).toBe('RATE_LIMITED');
  await client().claimsOf(member.email);
});

test('a Redis that takes no more writes is like none', async () => {
  await redis.run('config', 'set', 'maxmemory', '1');
  await client().claimsOf(member.email);
  expect(await fail(5)).toBe('INVALID_CREDENTIALS');
  expect(await fail(1)).toBe('RATE_LIMITED');
});

test('the service starts without the Redis that it was told of', async () => {
  await redis.kill();
  await users.restart({ REDIS_URL: redis.url });
  await client().claimsOf(member.email);
});
