import { Node } from '@nutgraf/kit/graphql/node.type';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { subscriptionStatuses, type SubscriptionStatus } from './subscription.rules';

registerEnumType(subscriptionStatuses, {
  name: 'SubscriptionStatus',
  description: 'New values may be added at any time: clients must accept ones they do not know.',
  valuesConfig: {
    INCOMPLETE: {
      description: 'First payment not confirmed yet (3-D Secure, bank debit). Grants nothing.',
    },
    INCOMPLETE_EXPIRED: { description: 'First payment never came within 23 hours. Final.' },
    PAST_DUE: { description: 'A renewal failed; retries run, access continues through the grace period.' },
    UNPAID: {
      description: 'Retries exhausted and the policy keeps the contract: no access, no new charges.',
    },
    PAUSED: { description: 'No access and no invoices until resumed.' },
    CANCELED: { description: 'Final.' },
  },
});

@Directive('@cacheControl(inheritMaxAge: true)')
@ObjectType({ description: 'Half-open interval [start, end).' })
export class Period {
  @Field(() => Date)
  readonly start: Date;

  @Field(() => Date)
  readonly end: Date;
}

@Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description: 'An account’s contract on a price. Only the account itself and billing staff can see it.',
})
export class MemberSubscription extends Node {
  readonly accountId: string;

  readonly priceId: string;

  readonly periodStart: Date;

  readonly periodEnd: Date;

  @Field(() => subscriptionStatuses)
  readonly status: SubscriptionStatus;

  @Field(() => Date)
  readonly startedAt: Date;

  @Field(() => Date, { nullable: true })
  readonly trialEndsAt: Date | null;

  @Field(() => Boolean)
  readonly cancelAtPeriodEnd: boolean;

  @Field(() => Date, { nullable: true })
  readonly canceledAt: Date | null;

  @Field(() => Date, { nullable: true })
  readonly endedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'Until when access holds although a payment failed.' })
  readonly graceEndsAt: Date | null;
}
