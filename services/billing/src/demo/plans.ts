import { demoId } from '@nutgraf/kit/demo/demo-ids';
import type { BillingInterval } from '../prices/price.rules';

interface DemoPrice {
  readonly currency: string;
  readonly interval: BillingInterval;
  /** In whole units, such as `4.50`. */
  readonly amount: string;
}

export interface DemoPlan {
  readonly id: string;
  /** Also how many of the features it has. */
  readonly rank: number;
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly highlights: readonly string[];
  readonly trialDays: number;
  readonly prices: readonly DemoPrice[];
}

const supporter: DemoPlan = {
  id: demoId('pln', 1),
  rank: 1,
  code: 'supporter',
  name: 'Supporter',
  description: 'Read everything we publish from today on.',
  highlights: ['All members’ articles', 'Comment under your own name', 'Cancel at any time'],
  trialDays: 14,
  prices: monthlyAndYearly({ EUR: ['5.00', '50.00'], USD: ['6.00', '60.00'], JPY: ['800', '8000'] }),
};

const member: DemoPlan = {
  id: demoId('pln', 2),
  rank: 2,
  code: 'member',
  name: 'Member',
  description: 'The whole publication, back to the first issue.',
  highlights: ['Everything in Supporter', 'The complete archive', 'The audio edition'],
  trialDays: 14,
  prices: [
    ...monthlyAndYearly({ EUR: ['9.00', '90.00'], USD: ['10.00', '100.00'], JPY: ['1400', '14000'] }),
    { currency: 'KWD', interval: 'YEAR', amount: '31.250' },
  ],
};

const patron: DemoPlan = {
  id: demoId('pln', 3),
  rank: 3,
  code: 'patron',
  name: 'Patron',
  description: 'Pay for the reporting that others read for free.',
  highlights: ['Everything in Member', 'The Sunday letter', 'Your name in the yearly report'],
  trialDays: 0,
  prices: monthlyAndYearly({ EUR: ['19.00', '190.00'], USD: ['20.00', '200.00'], JPY: ['2900', '29000'] }),
};

export const demoPlans = [supporter, member, patron] as const;

/** A plan's price. */
export function demoPriceId(plan: DemoPlan, currency: string, interval: BillingInterval): string {
  const index = plan.prices.findIndex((price) => price.currency === currency && price.interval === interval);
  if (index < 0) throw new RangeError(`${plan.name} has no price in ${currency} by ${interval}.`);
  return demoId('prc', 10 * plan.rank + index);
}

function monthlyAndYearly(amounts: Readonly<Record<string, readonly [string, string]>>): DemoPrice[] {
  return Object.entries(amounts).flatMap(([currency, [month, year]]): DemoPrice[] => [
    { currency, interval: 'MONTH', amount: month },
    { currency, interval: 'YEAR', amount: year },
  ]);
}
