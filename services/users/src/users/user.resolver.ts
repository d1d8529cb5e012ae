import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { UsersContext } from '../context';
import { handleKey } from './user.rules';
import { User, UserBy } from './user.type';

@Resolver(() => User)
export class UserResolver {
  @Query(() => User, { nullable: true })
  async user(@Arg('by', () => UserBy) by: UserBy, @Ctx() { loaders }: UsersContext): Promise<User | null> {
    return by.handle === undefined
      ? loaders.userById.load(by.id ?? '')
      : loaders.userByHandleKey.load(handleKey(by.handle));
  }
}
