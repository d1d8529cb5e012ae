import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { SeededRandom } from '@nutgraf/kit/demo/random';
import { personaEntry, rosterOf, type RosterEntry } from '@nutgraf/kit/demo/roster';
import type { SubscriptionEntity } from '../subscriptions/subscription.entity';
import { demoPlans, demoPriceId, type DemoPlan } from './plans';
import * as standing from './standings';

/** A subscription and the plan it is for. */
export interface DemoContract {
  readonly subscription: SubscriptionEntity;
  readonly plan: DemoPlan;
}

type Subscriber = (now: Date, random: SeededRandom) => standing.Standing | null;

/** How readers without a name of their own stand, one after the other, over and over. */
const crowd: readonly Subscriber[] = [
  (now, random) => standing.active(now, random.integer(5, 240)),
  () => null,
  (now, random) => standing.canceled(now, random.integer(10, 300)),
  (now, random) => standing.active(now, random.integer(5, 240)),
  (now, random) => standing.unpaid(now, random.integer(30, 90)),
  () => null,
  (now, random) => standing.trialing(now, random.integer(5, 12)),
  (now) => standing.incomplete(now),
  (now, random) => standing.leaving(now, random.integer(20, 200)),
  () => null,
  (now, random) => standing.paused(now, random.integer(40, 120)),
  (now, random) => standing.pastDue(now, random.integer(1, 6)),
  () => null,
  (now, random) => standing.incompleteExpired(now, random.integer(3, 60)),
  (now, random) => standing.active(now, random.integer(5, 240)),
];

const [supporter, member, patron] = demoPlans;

/** More than a copy has subscriptions. */
const idsOfCopy = 1_000;

/** Every subscription of a copy of the demo data, relative to `now`. */
export function demoContracts(now: Date, copy = 0): DemoContract[] {
  const random = new SeededRandom(2_024 + copy);
  const contracts: DemoContract[] = [];
  const add = (who: RosterEntry, how: standing.Standing, plan: DemoPlan, currency: string) => {
    const id = demoId('sub', copy * idsOfCopy + contracts.length + 1);
    const priceId = demoPriceId(plan, currency, 'YEAR');
    contracts.push({ plan, subscription: { id, accountId: who.accountId, priceId, ...how } });
  };

  if (copy === 0) {
    // The member has been here before, on the smaller plan.
    add(personaEntry('member'), standing.canceled(now, 130), supporter, 'EUR');
    add(personaEntry('member'), standing.active(now, 120), member, 'EUR');
    add(personaEntry('past-due'), standing.pastDue(now, 3), member, 'USD');
    add(personaEntry('trial'), standing.trialing(now, 2), supporter, 'EUR');
  }

  const readers = rosterOf(copy).filter(({ persona, roles }) => persona === null && roles.length === 0);
  readers.forEach((reader, index) => {
    const how = crowd[index % crowd.length]?.(now, random) ?? null;
    const plan = random.pick([supporter, supporter, member, member, member, patron]);
    const currency = random.pick(['EUR', 'EUR', 'EUR', 'USD', 'JPY']);
    if (how) add(reader, how, plan, currency);
  });
  return contracts;
}
