import type { EntitlementGrant } from '@nutgraf/contract/billing-events';
import type { Caller } from '@nutgraf/kit/caller';
import fc from 'fast-check';
import { decideAccess, dependsOnGrants } from './paywall.rules';

const now = new Date('2026-03-02T09:30:00.250Z');
const levels = ['PUBLIC', 'REGISTERED', 'MEMBERS'] as const;
const guest: Caller = { kind: 'anonymous' };
const service: Caller = { kind: 'service', name: 'billing' };

function account(emailVerified: boolean, ...scopes: readonly string[]): Caller {
  const ids = { accountId: 'acc_1', userId: 'usr_1', sessionId: undefined };
  return { kind: 'account', ...ids, emailVerified, scopes: new Set(scopes) };
}

const callers = {
  guest,
  service,
  unverified: account(false),
  verified: account(true),
  staff: account(true, 'content:write'),
};

function grant(fromMs: number, untilMs: number | null, feature = 'members'): EntitlementGrant {
  const at = (offset: number) => new Date(now.getTime() + offset).toISOString();
  return { feature, planId: null, validFrom: at(fromMs), validUntil: untilMs === null ? null : at(untilMs) };
}

const current = [grant(-1, 1)];

test.each([
  ['PUBLIC', 'guest', 'PUBLIC', 'PUBLIC'],
  ['PUBLIC', 'service', 'PUBLIC', 'PUBLIC'],
  ['PUBLIC', 'unverified', 'PUBLIC', 'PUBLIC'],
  ['PUBLIC', 'verified', 'PUBLIC', 'PUBLIC'],
  ['PUBLIC', 'staff', 'PUBLIC', 'PUBLIC'],
  ['REGISTERED', 'guest', 'SIGN_IN_REQUIRED', 'SIGN_IN_REQUIRED'],
  ['REGISTERED', 'service', 'SIGN_IN_REQUIRED', 'SIGN_IN_REQUIRED'],
  ['REGISTERED', 'unverified', 'SIGN_IN_REQUIRED', 'SIGN_IN_REQUIRED'],
  ['REGISTERED', 'verified', 'REGISTERED', 'REGISTERED'],
  ['REGISTERED', 'staff', 'STAFF', 'STAFF'],
  ['MEMBERS', 'guest', 'MEMBERSHIP_REQUIRED', 'MEMBERSHIP_REQUIRED'],
  ['MEMBERS', 'service', 'MEMBERSHIP_REQUIRED', 'MEMBERSHIP_REQUIRED'],
  ['MEMBERS', 'unverified', 'MEMBERSHIP_REQUIRED', 'ENTITLED'],
  ['MEMBERS', 'verified', 'MEMBERSHIP_REQUIRED', 'ENTITLED'],
  ['MEMBERS', 'staff', 'STAFF', 'STAFF'],
] as const)(
  'a %s article for a %s caller: %s without a membership, %s with one',
  (level, who, without, withOne) => {
    expect(decideAccess(level, callers[who], [], now).reason).toBe(without);
    expect(decideAccess(level, callers[who], current, now).reason).toBe(withOne);
  },
);

test('an account that must verify its e-mail address is told so', () => {
  const [signIn, verify] = [guest, account(false)].map((caller) =>
    decideAccess('REGISTERED', caller, [], now),
  );
  expect(verify).toMatchObject({ granted: false, headline: expect.stringContaining('e-mail') as string });
  expect(signIn).not.toEqual(verify);
});

test('a grant holds from its first instant on, and no longer at its last', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -5, max: 5 }),
      fc.option(fc.integer({ min: -5, max: 5 })),
      (from, until) => {
        const holds = from <= 0 && (until === null || until > 0);
        const reason = holds ? 'ENTITLED' : 'MEMBERSHIP_REQUIRED';
        expect(decideAccess('MEMBERS', account(true), [grant(from, until)], now).reason).toBe(reason);
      },
    ),
  );
});

test('only the members feature opens; among many grants one that holds is enough', () => {
  const grants = fc.array(fc.tuple(fc.boolean(), fc.constantFrom('members', 'archive', 'MEMBERS')));
  fc.assert(
    fc.property(grants, (parts) => {
      const list = parts.map(([holds, feature]) => grant(-2, holds ? 1 : -1, feature));
      const opens = parts.some(([holds, feature]) => holds && feature === 'members');
      expect(decideAccess('MEMBERS', account(true), list, now).granted).toBe(opens);
    }),
  );
});

test('where grants are said not to matter they do not', () => {
  for (const level of levels) {
    for (const caller of Object.values(callers)) {
      if (dependsOnGrants(level, caller)) continue;
      expect(decideAccess(level, caller, current, now)).toEqual(decideAccess(level, caller, [], now));
    }
  }
});
