import type { AccountEntitlements } from '@nutgraf/contract/billing-events';
import { sampleDocument } from '../../../../tests/support/content-rows';
import {
  ContentService,
  claimsOf,
  staffClaimsOf,
  unverifiedClaimsOf,
} from '../../../../tests/support/content-service';

let content: ContentService;
beforeEach(async () => {
  content = await ContentService.start();
});
afterEach(() => content[Symbol.asyncDispose]());

const account = 'acc_01DEM000000000000000000001';
const query = `query ($id: ID!) { article(by: { id: $id }) { content { __typename
  ... on FullContent { html richText plainText grantedBy }
  ... on PreviewContent { html richText plainText remainingWords paywall { reason headline offers { id } } } } } }`;

function members(version: number, validUntil: string | null = null): AccountEntitlements {
  const grant = { feature: 'members', planId: 'pln_1', validFrom: '2026-01-01T00:00:00.000Z', validUntil };
  return { accountId: account, version, grants: [grant] };
}

async function read(id: string, claims = claimsOf(account)) {
  const { data, errors } = await content.ask({ query, variables: { id } }, claims);
  expect(errors).toBeUndefined();
  return (data?.article as { content: Record<string, unknown> }).content;
}

async function known(): Promise<unknown[]> {
  return content.rows.query('SELECT version, grants FROM account_entitlements');
}

test('the answer to a guest holds nothing of what comes after the preview', async () => {
  await content.rows
    .query(`INSERT INTO plan VALUES ('pln_3', 1, 3, true, '{members}'), ('pln_1', 1, 1, true, '{members,archive}'),
    ('pln_0', 1, 0, false, '{members}'), ('pln_2', 1, 2, true, '{archive}')`);
  const id = await content.rows.article({ accessLevel: 'MEMBERS' });
  const { data } = await content.ask({ query, variables: { id } });
  const text = JSON.stringify(data);
  expect(text).toContain('alder');
  for (const word of ['birch', 'cedar', 'dogwood', 'elm', 'fir ']) expect(text).not.toContain(word);
  expect(data?.article).toMatchObject({
    content: {
      __typename: 'PreviewContent',
      remainingWords: 100,
      paywall: { reason: 'MEMBERSHIP_REQUIRED', offers: [{ id: 'pln_1' }, { id: 'pln_3' }] },
    },
  });
  expect(content.billing.questions).toEqual([]);
});

test('a registered article asks for sign-in or verification, and offers nothing to buy', async () => {
  const id = await content.rows.article({ accessLevel: 'REGISTERED' });
  expect(await read(id)).toMatchObject({ grantedBy: 'REGISTERED', richText: sampleDocument });
  expect(await read(id, unverifiedClaimsOf(account))).toMatchObject({
    __typename: 'PreviewContent',
    paywall: {
      reason: 'SIGN_IN_REQUIRED',
      offers: [],
      headline: expect.stringContaining('e-mail') as string,
    },
  });
});

test('staff reads everything, and billing is not asked', async () => {
  const id = await content.rows.article({ accessLevel: 'MEMBERS' });
  expect(await read(id, staffClaimsOf(account))).toMatchObject({ grantedBy: 'STAFF' });
  expect(content.billing.questions).toEqual([]);
});

test('who paid a moment ago reads at once: billing is asked, once per request, and its answer is kept', async () => {
  const ids = [
    await content.rows.article({ accessLevel: 'MEMBERS' }),
    await content.rows.article({ accessLevel: 'MEMBERS' }),
  ];
  content.billing.accounts.set(account, members(4));
  const { data } = await content.ask(
    {
      query: `query ($one: ID!, $two: ID!) { one: article(by: { id: $one }) { content { __typename } }
        two: article(by: { id: $two }) { content { __typename } } }`,
      variables: { one: ids[0], two: ids[1] },
    },
    claimsOf(account),
  );
  expect(data).toEqual({
    one: { content: { __typename: 'FullContent' } },
    two: { content: { __typename: 'FullContent' } },
  });
  expect(content.billing.questions).toEqual([[account]]);
  expect(await known()).toEqual([{ version: 4, grants: members(4).grants }]);
  expect(await read(ids[0] ?? '')).toMatchObject({ grantedBy: 'ENTITLED' });
  expect(content.billing.questions).toHaveLength(1);
});

test('a refusal is never remembered: each request asks anew', async () => {
  const id = await content.rows.article({ accessLevel: 'MEMBERS' });
  for (const times of [1, 2]) {
    expect(await read(id)).toMatchObject({ __typename: 'PreviewContent' });
    expect(content.billing.questions).toHaveLength(times);
  }
  expect(await known()).toEqual([]);
});

test.each(['silent', 'broken'] as const)(
  'while billing is %s the reader gets the preview and no error',
  async (manner) => {
    const id = await content.rows.article({ accessLevel: 'MEMBERS' });
    content.billing.manner = manner;
    content.billing.accounts.set(account, members(1));
    const before = performance.now();
    expect(await read(id)).toMatchObject({
      __typename: 'PreviewContent',
      paywall: { reason: 'MEMBERSHIP_REQUIRED' },
    });
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(content.billing.questions).toEqual([[account]]);
    expect(content.log.join('')).toContain('could not ask billing');
  },
);

test('without billing all that is public is served, members by what is known, and comments are taken', async () => {
  const [open, closed] = [
    await content.rows.article(),
    await content.rows.article({ accessLevel: 'MEMBERS' }),
  ];
  await content.billing[Symbol.asyncDispose]();
  expect(await read(open)).toMatchObject({ grantedBy: 'PUBLIC' });
  expect(await read(closed)).toMatchObject({ __typename: 'PreviewContent' });
  await content.rows.query('INSERT INTO account_entitlements VALUES ($1, 1, $2)', [
    account,
    JSON.stringify(members(1).grants),
  ]);
  expect(await read(closed)).toMatchObject({ grantedBy: 'ENTITLED' });
  const { data } = await content.ask(
    {
      query: `mutation ($id: ID!) { commentAdd(input: { articleId: $id, body: "Yes.", clientId: "1" }) { errors { code } } }`,
      variables: { id: closed },
    },
    claimsOf(account),
  );
  expect(data).toEqual({ commentAdd: { errors: [] } });
});

test('a membership ends at its last instant, by the clock and without any event', async () => {
  const id = await content.rows.article({ accessLevel: 'MEMBERS' });
  const until = new Date(content.clock.now().getTime() + 1);
  const grants = members(1, until.toISOString());
  content.billing.accounts.set(account, grants);
  expect(await read(id)).toMatchObject({ grantedBy: 'ENTITLED' });
  content.clock.advance(1);
  expect(await read(id)).toMatchObject({ __typename: 'PreviewContent' });
});
