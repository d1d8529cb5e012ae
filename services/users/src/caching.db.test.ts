import { namedTag, stampBook, subgraphTag } from '@nutgraf/contract/cache-stamps';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { AccountClient } from '../../../tests/support/account-mutations';
import { startRedis, type TestRedis } from '../../../tests/support/start-redis';
import { UsersService } from '../../../tests/support/users-service';

let redis: TestRedis;
let users: UsersService;
beforeAll(async () => {
  redis = await startRedis();
  await redis.run('hset', stampBook, '#epoch', 'one', '#counter', '0');
  users = await UsersService.start({ REDIS_URL: redis.url });
});
afterAll(async () => {
  await users[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const { userId, accountId } = personaEntry('reader');
const reader = { sub: accountId, scope: 'account:read', email_verified: true };
const stampOf = (tag: string) => redis.run('hget', stampBook, tag);

test('loading the demo data makes void all that was answered before', async () => {
  expect(await stampOf(subgraphTag('users'))).toBe('1');
});

test('a profile is kept for all, and named', async () => {
  const query = `{ user(by: { id: "${userId}" }) { id handle displayName bio } }`;
  for (const claims of [undefined, reader]) {
    const { cacheControl, extensions } = await users.ask({ query }, claims);
    expect([cacheControl, extensions]).toEqual([
      'max-age=60, public',
      { apolloCacheTags: [`User:${userId}`] },
    ]);
  }
});

test('who is looking is kept for guests, whatever is asked of it, and for nobody else', async () => {
  const query = '{ viewer { id email roles user { handle } sessions { nodes { id } } } }';
  const guest = await users.ask({ query });
  expect([guest.data, guest.cacheControl]).toEqual([{ viewer: null }, 'max-age=60, private']);
  expect((await users.ask({ query: '{ viewer { id user { handle } } }' }, reader)).cacheControl).toBe(
    'no-store',
  );
});

test('an account as its owner is told of it is never kept', async () => {
  const { data, cacheControl } = await users.ask(
    {
      query: 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { status } } }',
      variables: { of: [{ __typename: 'Account', id: accountId }] },
    },
    reader,
  );
  expect([data, cacheControl]).toEqual([{ _entities: [{ status: 'ACTIVE' }] }, 'no-store']);
});

test('a new user has raised the stamps of its name when it is told so', async () => {
  const client = new AccountClient(users);
  const email = 'nora.new@nutgraf.example';
  await client.register({ email, password: 'a long walk home', displayName: 'Nora New' });
  const [mail] = await users.mailsTo(email, 1);
  const { account } = await client.verify(mail?.action?.token ?? '');
  const id = String(account?.id).replace('acc_', 'usr_');
  expect(await stampOf(namedTag('users', `User:${id}`))).not.toBeNull();
});
