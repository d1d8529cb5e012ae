import { accountIdOfUser } from '@nutgraf/kit/ids';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../context';
import { User } from './user.type';

@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether a membership is in effect now, be it paid, on trial, in grace or complimentary.',
  })
  isSupporter(@Root() user: User, @Ctx() { loaders }: BillingContext): Promise<boolean> {
    return loaders.entitlements.isSupporter.load(accountIdOfUser(user.id));
  }
}
