import { Node } from '@nutgraf/kit/graphql/node.type';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { billingIntervals, taxBehaviors, type BillingInterval, type TaxBehavior } from './price.rules';

registerEnumType(billingIntervals, { name: 'BillingInterval' });
registerEnumType(taxBehaviors, { name: 'TaxBehavior' });

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node, description: 'Immutable once used: a new amount is a new price.' })
export class Price extends Node {
  readonly planId: string;

  readonly unitAmountMinor: bigint;

  readonly currency: string;

  @Field(() => billingIntervals)
  readonly interval: BillingInterval;

  @Field(() => Int)
  readonly intervalCount: number;

  @Field(() => taxBehaviors)
  readonly taxBehavior: TaxBehavior;
}
