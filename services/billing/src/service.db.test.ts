import { personaEntry } from '@nutgraf/kit/demo/roster';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { accountClaims, startBilling, type RunningBilling } from '../../../tests/support/billing-service';
import { send, signPost } from '../../../tests/support/subgraph-client';

let billing: RunningBilling;
beforeAll(async () => (billing = await startBilling({ demo: true })));
afterAll(() => billing[Symbol.asyncDispose]());

const member = personaEntry('member').accountId;

describe('who may ask', () => {
  const requests = [
    ['a root field', { query: '{ plans { id } }' }],
    ['_service', { query: '{ _service { sdl } }' }],
    [
      '_entities',
      { query: `{ _entities(representations: [{ __typename: "User", id: "usr_1" }]) { __typename } }` },
    ],
  ] as const;

  test.each(requests)('%s is answered to the gateway only', async (_what, request) => {
    const sign = (audience = 'billing', nowMs = Date.now()) =>
      signPost(billing.url, audience, billing.keys, request, accountClaims(member), nowMs);
    const signed = sign();
    expect(await send(signed)).toMatchObject({ status: 200, errors: undefined });

    const other = signPost(billing.url, 'billing', billing.keys, request, accountClaims(demoId('acc', 9)));
    const refused = {
      replayed: signed,
      unsigned: { ...signed, headers: { 'content-type': 'application/json' } },
      changed: { ...sign(), body: signed.body.replace('{', '{ ') },
      forOther: {
        ...sign(),
        headers: { ...other.headers, 'nutgraf-signature': sign().headers['nutgraf-signature'] ?? '' },
      },
      elsewhere: sign('users'),
      late: sign('billing', Date.now() - 31_000),
    };
    for (const [how, post] of Object.entries(refused)) {
      const answer = await send(post);
      expect([how, answer.status, answer.data]).toEqual([how, 401, undefined]);
    }
  });
});

describe('plans', () => {
  test('are listed by rank with everything about them', async () => {
    const { data, errors } = await billing.query(`{
      plans { id code name description highlights rank trialDays viewerIsSubscribed
        features { id code name description }
        prices { id interval intervalCount taxBehavior plan { id } unitAmount { minor currency exponent formatted } } }
    }`);
    expect(errors).toBeUndefined();
    const plans = data?.plans as Record<string, unknown>[];
    expect(plans.map(({ id, rank }) => [id, rank])).toEqual([1, 2, 3].map((n) => [demoId('pln', n), n]));
    expect(plans[1]).toMatchObject({
      code: 'member',
      trialDays: 14,
      viewerIsSubscribed: false,
      features: [{ code: 'members' }, { code: 'archive' }],
    });
    expect(plans[1]?.prices).toHaveLength(7);
  });

  test('in a currency are only those sold in it, with only these prices', async () => {
    const query = `query ($in: CurrencyCode) {
      plans(currency: $in) { code prices(currency: $in) { interval unitAmount { formatted(locale: "de") } } }
    }`;
    const inDinars = await billing.query(query, { in: 'KWD' });
    expect(inDinars.data?.plans).toEqual([
      { code: 'member', prices: [{ interval: 'YEAR', unitAmount: { formatted: '31,250\u00a0KWD' } }] },
    ]);
    const inYen = await billing.query(query, { in: 'JPY' });
    expect((inYen.data?.plans as { prices: unknown }[])[0]?.prices).toEqual([
      { interval: 'MONTH', unitAmount: { formatted: '800\u00a0¥' } },
      { interval: 'YEAR', unitAmount: { formatted: '8.000\u00a0¥' } },
    ]);
    expect((await billing.query(query, { in: 'CHF' })).data?.plans).toEqual([]);
    expect((await billing.query(query, { in: null })).data?.plans).toHaveLength(3);
  });

  test.each([
    [{ id: demoId('pln', 3) }, 'patron'],
    [{ code: 'member' }, 'member'],
    [{ code: 'none' }, null],
    [{ code: 'a\u0000b' }, null],
    [{ code: `member' OR 'a' = 'a` }, null],
    [{ id: demoId('pln', 9) }, null],
    [{ id: demoId('sub', 1) }, null],
    [{ id: 'pln_\u0000' }, null],
  ])('one is found by %j', async (by, code) => {
    const { data, errors } = await billing.query('query ($by: PlanBy!) { plan(by: $by) { code } }', { by });
    expect(errors).toBeUndefined();
    expect(data?.plan).toEqual(code && { code });
  });

  test.each([[{}], [{ id: demoId('pln', 1), code: 'member' }], [{ id: null }]])(
    'one is not found by %j',
    async (by) => {
      const { data, errors } = await billing.query('query ($by: PlanBy!) { plan(by: $by) { code } }', { by });
      expect(errors).toHaveLength(1);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(data?.plan ?? null).toBeNull();
    },
  );

  test('show which one the viewer has; a guest has none', async () => {
    const standing = async (accountId: string) => {
      const { data } = await billing.query(
        '{ plans { code viewerIsSubscribed } }',
        {},
        accountClaims(accountId),
      );
      const plans = data?.plans as { code: string; viewerIsSubscribed: boolean }[];
      return plans.filter(({ viewerIsSubscribed }) => viewerIsSubscribed).map(({ code }) => code);
    };
    expect(await standing(member)).toEqual(['member']);
    expect(await standing(personaEntry('past-due').accountId)).toEqual(['member']);
    expect(await standing(personaEntry('trial').accountId)).toEqual(['supporter']);
    expect(await standing(personaEntry('reader').accountId)).toEqual([]);
  });

  test('a locale that is none is bad input', async () => {
    const { errors } = await billing.query(
      '{ plan(by: { code: "patron" }) { prices(currency: "JPY") { unitAmount { formatted(locale: "x-private") } } } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('entities', () => {
  const ask = (representations: object[], accountId = member) =>
    billing.query(
      `query ($of: [_Any!]!) { _entities(representations: $of) {
        __typename
        ... on Plan { code }
        ... on Price { plan { code } unitAmount { minor currency exponent } }
        ... on User { isSupporter }
        ... on Account { id subscription { plan { code } } entitlements { feature { code } plan { code } } }
        ... on MemberSubscription { status account { id } price { interval } plan { code } }
      } }`,
      { of: representations },
      accountClaims(accountId),
    );

  test('of every type are found by id, in the order asked', async () => {
    const [row] = await billing.dataSource.query<{ id: string }[]>(
      'SELECT id FROM subscription WHERE account_id = $1 AND ended_at IS NULL',
      [member],
    );
    const { data, errors } = await ask([
      { __typename: 'MemberSubscription', id: row?.id },
      { __typename: 'Price', id: demoId('prc', 26) },
      { __typename: 'User', id: personaEntry('reader').userId },
      { __typename: 'Plan', id: demoId('pln', 2) },
      { __typename: 'User', id: personaEntry('member').userId },
      { __typename: 'Account', id: member },
    ]);
    expect(errors).toBeUndefined();
    expect(data?._entities).toEqual([
      {
        __typename: 'MemberSubscription',
        status: 'ACTIVE',
        account: { id: member },
        price: { interval: 'YEAR' },
        plan: { code: 'member' },
      },
      {
        __typename: 'Price',
        plan: { code: 'member' },
        unitAmount: { minor: 31_250, currency: 'KWD', exponent: 3 },
      },
      { __typename: 'User', isSupporter: false },
      { __typename: 'Plan', code: 'member' },
      { __typename: 'User', isSupporter: true },
      {
        __typename: 'Account',
        id: member,
        subscription: { plan: { code: 'member' } },
        entitlements: [
          { feature: { code: 'members' }, plan: { code: 'member' } },
          { feature: { code: 'archive' }, plan: { code: 'member' } },
        ],
      },
    ]);
  });

  test.each(['Plan', 'Price', 'User', 'Account', 'MemberSubscription'])(
    'of type %s that cannot exist are null and leave the others alone',
    async (__typename) => {
      const { data, errors } = await ask([
        { __typename, id: 'nothing' },
        { __typename, id: `pln_\u0000` },
        { __typename: 'Plan', id: demoId('pln', 1) },
      ]);
      expect(errors).toBeUndefined();
      expect(data?._entities).toEqual([null, null, { __typename: 'Plan', code: 'supporter' }]);
    },
  );
});
