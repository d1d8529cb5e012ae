import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { personaEntry, rosterOf } from '@nutgraf/kit/demo/roster';
import { setComp } from '../entitlements/set-comp';
import { PlanRepository } from '../plans/plan.read';
import { daysFrom } from './dates';
import { demoPlans } from './plans';

/** The billing persona has given one contributor of each copy a complimentary membership. */
export async function loadComps(transaction: Transaction, clock: Clock, copy: number): Promise<void> {
  const contributor = rosterOf(copy).find(
    ({ persona, roles }) => persona === null && roles.includes('AUTHOR'),
  );
  if (!contributor) return;
  const planId = demoPlans[1].id;
  const decision = {
    accountId: contributor.accountId,
    planId,
    until: daysFrom(clock.now(), 180),
    note: 'Contributor’s copy: wrote the series on river ports.',
    actorAccountId: personaEntry('billing').accountId,
  };
  const featureIds = (await new PlanRepository(transaction.manager).maybeFeatureIds(planId)) ?? [];
  await setComp(transaction, decision, featureIds, clock);
}
