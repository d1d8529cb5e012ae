import { Arg, Ctx, Directive, ID, Mutation, Resolver } from 'type-graphql';
import type { UsersContext } from '../context';
import type { SessionService } from './session.service';
import { SessionRevokePayload } from './session.type';
import type { TokenDelivery } from './token-delivery';

/** How people end their sessions. */
@Resolver()
export class SessionRevokeResolver {
  constructor(
    private readonly sessions: Pick<SessionService, 'revoke' | 'revokeAllOthers'>,
    private readonly delivery: TokenDelivery,
  ) {}

  @Directive('@authenticated')
  @Mutation(() => SessionRevokePayload, {
    nullable: true,
    description: 'Ends a session of the caller. Without an id: sign out here.',
  })
  async sessionRevoke(
    @Arg('id', () => ID, { nullable: true }) id: string | null | undefined,
    @Ctx() { caller, http, loaders }: UsersContext,
  ): Promise<SessionRevokePayload> {
    const result = await this.sessions.revoke(caller, id ?? null);
    loaders.sessions.clear();
    if (!result) return { revokedSessionIds: [], errors: [noSuchSession] };
    if (result.isSignedOut) this.delivery.clear(http);
    return { revokedSessionIds: result.revokedSessionIds, errors: [] };
  }

  @Directive('@authenticated')
  @Mutation(() => SessionRevokePayload, {
    nullable: true,
    description: 'Ends all sessions of the caller but the one that asks.',
  })
  async sessionRevokeAllOthers(@Ctx() { caller, loaders }: UsersContext): Promise<SessionRevokePayload> {
    const { revokedSessionIds } = await this.sessions.revokeAllOthers(caller);
    loaders.sessions.clear();
    return { revokedSessionIds, errors: [] };
  }
}

const noSuchSession = { code: 'NOT_FOUND', message: 'You have no such session.', path: ['id'] } as const;
