import { personaEntry, roster } from '@nutgraf/kit/demo/roster';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { send } from '../../../tests/support/subgraph-client';
import { demoPeople } from './demo/people';
import { UsersService } from '../../../tests/support/users-service';

let users: UsersService;
beforeAll(async () => (users = await UsersService.start()));
afterAll(() => users[Symbol.asyncDispose]());

const reader = personaEntry('reader');
const ghost = demoPeople(new Date(0)).find(({ status }) => status === 'GHOST')?.entry;
const aText = expect.any(String) as string;
const unknownSuffix = '01J00000000000000000000000';

function as(accountId: string, ...scopes: string[]): IdentityClaims {
  return { sub: accountId, scope: scopes.join(' ') };
}

const viewerQuery = {
  query:
    '{ viewer { __typename id email emailVerifiedAt status roles locale timeZone createdAt user { id handle } } }',
};
const accountQuery = {
  query: `query ($of: [_Any!]!) {
    _entities(representations: $of) { ... on Account { id status user { id } } }
  }`,
};
const userEntities = {
  query: `query ($of: [_Any!]!) {
    _entities(representations: $of) { ... on User { id handle displayName bio website joinedAt isGhost } }
  }`,
};
const asUsers = (ids: readonly string[]) => ({ of: ids.map((id) => ({ __typename: 'User', id })) });
const asAccounts = (ids: readonly string[]) => ({ of: ids.map((id) => ({ __typename: 'Account', id })) });

describe('who may ask', () => {
  const requests = [
    ['a root field', viewerQuery],
    ['_service', { query: '{ _service { sdl } }' }],
    ['_entities', { ...userEntities, variables: asUsers([reader.userId]) }],
  ] as const;

  test.each(requests)('%s is answered to the gateway only', async (_what, request) => {
    const claims = as(reader.accountId, 'account:read');
    expect(await send(users.sign(request, claims))).toMatchObject({ status: 200, errors: undefined });

    const signed = users.sign(request, claims);
    const other = users.sign(request, as(personaEntry('admin').accountId, 'admin:accounts'));
    const refused = [
      { ...signed, headers: { 'content-type': 'application/json' } },
      { ...signed, body: signed.body.replace('{', '{ ') },
      { ...signed, headers: { ...other.headers, ...pick(signed.headers, 'nutgraf-signature') } },
      users.sign(request, claims, 'content'),
    ];
    for (const post of refused) {
      const answer = await send(post);
      expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect(answer.data).toBeUndefined();
    }
  });

  test('a request is answered once', async () => {
    const signed = users.sign(viewerQuery);
    expect((await send(signed)).status).toBe(200);
    expect((await send(signed)).status).toBe(401);
  });
});

describe('viewer', () => {
  test('is null for a guest', async () => {
    expect(await users.ask(viewerQuery)).toMatchObject({ data: { viewer: null }, errors: undefined });
  });

  test('is the whole account for its owner', async () => {
    const { data, errors } = await users.ask(viewerQuery, as(reader.accountId, 'account:read'));
    expect(errors).toBeUndefined();
    expect(data?.viewer).toEqual({
      __typename: 'Account',
      id: reader.accountId,
      email: 'reader@nutgraf.example',
      emailVerifiedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      status: 'ACTIVE',
      roles: ['READER'],
      locale: 'en-GB',
      timeZone: 'Europe/London',
      createdAt: aText,
      user: { id: reader.userId, handle: 'rita-reader' },
    });
  });

  test('keeps the address from a token without the scope, and the rest', async () => {
    const { data, errors } = await users.ask(viewerQuery, as(reader.accountId, 'content:comment'));
    expect(data?.viewer).toMatchObject({ email: null, status: 'ACTIVE' });
    expect(errors).toMatchObject([{ path: ['viewer', 'email'], extensions: { code: 'FORBIDDEN' } }]);
  });

  test('is null when the account is gone', async () => {
    const { data } = await users.ask(viewerQuery, as(`acc_${unknownSuffix}`, 'account:read'));
    expect(data).toEqual({ viewer: null });
  });
});

describe('user', () => {
  const byHandle = { query: 'query ($handle: String!) { user(by: { handle: $handle }) { id handle } }' };
  const byId = { query: 'query ($id: ID!) { user(by: { id: $id }) { handle isGhost } }' };

  test.each(['rita-reader', 'RITA-Reader'])('is found by the handle %s', async (handle) => {
    const { data } = await users.ask({ ...byHandle, variables: { handle } });
    expect(data?.user).toEqual({ id: reader.userId, handle: 'rita-reader' });
  });

  test('is found by id', async () => {
    const { data } = await users.ask({ ...byId, variables: { id: reader.userId } });
    expect(data?.user).toEqual({ handle: 'rita-reader', isGhost: false });
  });

  test.each(['nobody', '', "x' OR 1=1 --", 'rita-reader\u0000', 'a'.repeat(5000)])(
    'is null, not an error, for %p',
    async (text) => {
      for (const [request, variables] of [
        [byHandle, { handle: text }],
        [byId, { id: text }],
      ] as const) {
        expect(await users.ask({ ...request, variables })).toMatchObject({
          data: { user: null },
          errors: undefined,
        });
      }
    },
  );

  test.each(['{}', `{ id: "${reader.userId}", handle: "rita-reader" }`, '{ id: null }'])(
    'must be asked for in one way, not by %s',
    async (by) => {
      const { data, errors } = await users.ask({ query: `{ user(by: ${by}) { id } }` });
      expect(data?.user).toBeUndefined();
      expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    },
  );
});

describe('entities', () => {
  test('a profile is public; what does not exist is null', async () => {
    const ids = [reader.userId, `usr_${unknownSuffix}`, 'usr_\u0000', reader.accountId];
    const { data, errors } = await users.ask({ ...userEntities, variables: asUsers(ids) });
    expect(errors).toBeUndefined();
    expect(data?._entities).toMatchObject([{ handle: 'rita-reader' }, null, null, null]);
  });

  test('a ghost is there, and nothing of the person', async () => {
    const { data } = await users.ask({ ...userEntities, variables: asUsers([ghost?.userId ?? '']) });
    expect(data?._entities).toEqual([
      {
        id: ghost?.userId,
        handle: expect.stringMatching(/^deleted-/) as string,
        displayName: 'Deleted user',
        bio: null,
        website: null,
        joinedAt: aText,
        isGhost: true,
      },
    ]);
  });

  const member = personaEntry('member');
  const staff = personaEntry('admin').accountId;
  test.each([
    ['a guest', undefined, false],
    ['its owner', as(reader.accountId), true],
    ['someone else', as(member.accountId, 'account:read', 'content:comment'), false],
    ['an editor', as(staff, 'account:read', 'content:write', 'content:publish'), false],
    ['a moderator', as(staff, 'account:read', 'content:moderate'), false],
    ['a billing admin', as(staff, 'admin:billing'), true],
    ['an account admin', as(staff, 'admin:accounts'), true],
    ['another service', { sub: 'service:content', scope: 'admin:accounts' }, false],
  ])('for %s an account is there or not: %j', async (_who, claims, visible) => {
    const ids = [reader.accountId, `acc_${unknownSuffix}`, 'acc_\u0000'];
    const { data, errors } = await users.ask({ ...accountQuery, variables: asAccounts(ids) }, claims);
    expect(errors).toBeUndefined();
    const found = { id: reader.accountId, status: 'ACTIVE', user: { id: reader.userId } };
    expect(data?._entities).toEqual([visible ? found : null, null, null]);
  });

  test.each([
    ['its owner', as(reader.accountId, 'account:read'), reader.email],
    ['an account admin', as(staff, 'admin:accounts'), reader.email],
    ['a billing admin who may read their own', as(staff, 'admin:billing', 'account:read'), null],
  ])('to %s the address shows: %j', async (_who, claims, email) => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { email } } }`;
    const { data, errors } = await users.ask({ query, variables: asAccounts([reader.accountId]) }, claims);
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([{ email }]);
  });

  test('facts in a representation grant nothing', async () => {
    const forged = {
      __typename: 'Account',
      id: reader.accountId,
      userId: reader.userId,
      email: 'x@y.example',
    };
    const { data } = await users.ask({ ...accountQuery, variables: { of: [forged] } }, as(member.accountId));
    expect(data?._entities).toEqual([null]);
  });

  test('the number of statements does not depend on the number of rows', async () => {
    const admin = as(staff, 'admin:accounts');
    const cost = (count: number) =>
      users.costOf(async () => {
        const some = roster.slice(0, count);
        const found = await Promise.all([
          users.ask({ ...userEntities, variables: asUsers(some.map(({ userId }) => userId)) }, admin),
          users.ask(
            { ...accountQuery, variables: asAccounts(some.map(({ accountId }) => accountId)) },
            admin,
          ),
        ]);
        for (const { data } of found) expect(data?._entities).not.toContain(null);
      });
    expect(await cost(50)).toEqual(await cost(1));
  });
});

function pick(headers: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return { [name]: headers[name] ?? '' };
}
