import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../context';
import { Entitlement } from '../entitlements/entitlement.type';
import { MemberSubscription } from '../subscriptions/subscription.type';
import { mayReadBilling } from '../viewer';
import { Account } from './account.type';

@Resolver(() => Account)
export class AccountResolver {
  @FieldResolver(() => MemberSubscription, {
    nullable: true,
    description:
      'The current (latest not ended) subscription. Null also for who is neither the account itself nor billing staff.',
  })
  subscription(@Root() account: Account, @Ctx() { loaders }: BillingContext) {
    return loaders.subscriptions.currentOfAccount.load(account.id);
  }

  @FieldResolver(() => [Entitlement], {
    nullable: true,
    description:
      'What this account may use right now, whatever granted it. Null for who is neither the account itself nor billing staff.',
  })
  async entitlements(@Root() account: Account, @Ctx() { caller, loaders }: BillingContext) {
    return mayReadBilling(caller, account.id) ? loaders.entitlements.validOfAccount.load(account.id) : null;
  }
}
