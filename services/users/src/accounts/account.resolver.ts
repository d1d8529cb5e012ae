import { EmailAddressScalar } from '@nutgraf/kit/graphql/scalars';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { UsersContext } from '../context';
import { User } from '../users/user.type';
import type { AccountEntity } from './account.entity';
import { maySeeEmail } from './account.rules';
import { Account } from './account.type';

@Resolver(() => Account)
export class AccountResolver {
  @Query(() => Account, {
    nullable: true,
    description: 'The signed-in account, or null for an anonymous caller.',
  })
  async viewer(@Ctx() { caller, loaders }: UsersContext): Promise<Account | null> {
    return caller.kind === 'account' ? loaders.accountById.load(caller.accountId) : null;
  }

  @FieldResolver(() => User)
  user(@Root() { userId }: AccountEntity, @Ctx() { loaders }: UsersContext): Promise<User | null> {
    return loaders.userById.load(userId);
  }

  @Directive('@requiresScopes(scopes: [["account:read"], ["admin:accounts"]])')
  @FieldResolver(() => EmailAddressScalar, { nullable: true })
  email(@Root() { id, email }: AccountEntity, @Ctx() { caller }: UsersContext): string | null {
    return maySeeEmail(caller, id) ? email : null;
  }
}
