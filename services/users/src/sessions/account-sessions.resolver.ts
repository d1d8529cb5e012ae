import { isAccount } from '@nutgraf/kit/caller';
import { unauthenticated } from '@nutgraf/kit/errors';
import { toConnection, type ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { pageRequest } from '@nutgraf/kit/paging/page-request';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { AccountRow } from '../accounts/account.read';
import { Account } from '../accounts/account.type';
import type { UsersContext } from '../context';
import type { SessionEntity } from './session.entity';
import { SessionConnection } from './session.type';

const sessionsPerPage = 20;

/** What sessions add to an account. */
@Resolver(() => Account)
export class AccountSessionsResolver {
  constructor(private readonly codec: CursorCodec) {}

  @Directive('@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => SessionConnection, {
    nullable: true,
    description: 'Where the account is signed in, newest first. Only for its owner: null for anyone else.',
  })
  async sessions(
    @Root() { id }: AccountRow,
    @Arg('first', () => Int, { nullable: true, defaultValue: sessionsPerPage }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { caller, loaders }: UsersContext,
  ): Promise<ConnectionValue<SessionEntity> | null> {
    if (caller.kind !== 'account' || !isAccount(caller, id)) return null;
    const own = await loaders.sessions.liveById.load(caller.sessionId ?? '');
    // The gateway may not know yet that it was revoked.
    if (own?.accountId !== id) throw unauthenticated();
    const scope = `sessions ${id}`;
    const request = pageRequest({ first, after }, this.codec, scope, sessionsPerPage);
    const page = await loaders.sessions.pagesOf.with({ request }).load(id);
    return toConnection(page, request, { codec: this.codec, scope }, async () => {
      return (await loaders.sessions.countOf.load(id))?.count ?? 0;
    });
  }
}
