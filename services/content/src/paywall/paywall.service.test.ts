import type { AccountEntitlements } from '@nutgraf/contract/billing-events';
import type { Caller } from '@nutgraf/kit/caller';
import { ManualClock } from '@nutgraf/kit/clock';
import { oneByKey } from '@nutgraf/kit/loaders';
import { PaywallService } from './paywall.service';

const caller: Caller = {
  kind: 'account',
  accountId: 'acc_1',
  userId: 'usr_1',
  sessionId: undefined,
  emailVerified: true,
  scopes: new Set(),
};

function loader(load: () => readonly AccountEntitlements[]) {
  return oneByKey<string, AccountEntitlements>(
    () => Promise.resolve(load()),
    ({ accountId }) => accountId,
  );
}

test.each([
  ['opens', 20, 'ENTITLED'],
  ['is still to come', 21, 'MEMBERSHIP_REQUIRED'],
])(
  'a right that begins while billing is asked %s: after %i ms of 20',
  async (_what, beginsAfterMs, reason) => {
    const clock = new ManualClock(new Date('2026-03-02T09:30:00.250Z'));
    const validFrom = new Date(clock.now().getTime() + beginsAfterMs).toISOString();
    const grant = { feature: 'members', planId: null, validFrom, validUntil: null };
    const confirmed = loader(() => {
      clock.advance(20);
      return [{ accountId: caller.accountId, version: 1, grants: [grant] }];
    });
    const access = await new PaywallService(clock).accessTo('MEMBERS', caller, {
      known: loader(() => []),
      confirmed,
    });
    expect(access.reason).toBe(reason);
  },
);
