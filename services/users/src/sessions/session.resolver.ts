import { badUserInput } from '@nutgraf/kit/errors';
import { checkInput } from '@nutgraf/kit/graphql/check-input';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { UsersContext } from '../context';
import { rateLimited } from '../errors/rate-limited';
import type { RefreshService } from './refresh.service';
import type { IssuedSession } from './session-tokens';
import type { SessionTransport } from './session-transport';
import type { SessionEntity } from './session.entity';
import { refusalMessages, type RefreshRefusal, type SignInRefusal } from './session.rules';
import type { SessionService } from './session.service';
import { Session, SessionCreateInput, SessionCreatePayload } from './session.type';
import type { TokenDelivery } from './token-delivery';

@Resolver(() => Session)
export class SessionResolver {
  constructor(
    private readonly sessions: Pick<SessionService, 'signInByPassword'>,
    private readonly refreshes: Pick<RefreshService, 'refresh'>,
    private readonly delivery: TokenDelivery,
  ) {}

  @Directive('@cost(weight: 25)')
  @Mutation(() => SessionCreatePayload)
  async sessionCreate(
    @Arg('input', () => SessionCreateInput) input: SessionCreateInput,
    @Ctx() { http }: UsersContext,
  ): Promise<SessionCreatePayload> {
    const errors = checkInput(input);
    if (errors.length > 0) return { errors };
    if (!input.by.password) throw badUserInput('"by" must name one way to sign in.');
    const { email, password } = input.by.password;
    const request = { email, password, deviceName: input.deviceName ?? null };
    const result = await this.sessions.signInByPassword(request, http);
    if (result.kind === 'THROTTLED') return { errors: [rateLimited(result.retryAt)] };
    if (result.kind === 'REFUSED') return refusalPayload(result.refusal, null);
    return this.#payload(result.issued, input.transport, http);
  }

  @Mutation(() => SessionCreatePayload, {
    description:
      'Single use: the presented token is rotated. Presented again within 10 seconds it yields the same successor\n' +
      '(lost answer, two tabs); later it revokes the whole session. Without an argument the token is read from the\n' +
      'cookie, and the new ones are set as cookies.',
  })
  async sessionRefresh(
    @Arg('refreshToken', () => String, { nullable: true }) argument: string | null | undefined,
    @Ctx() { http }: UsersContext,
  ): Promise<SessionCreatePayload> {
    const transport = argument == null ? 'COOKIE' : 'BEARER';
    const token = argument ?? this.delivery.refreshTokenOf(http) ?? '';
    const result = await this.refreshes.refresh(token, http.client.address);
    if (result.kind === 'REFRESHED') return this.#payload(result.issued, transport, http);
    if (transport === 'COOKIE') this.delivery.clear(http);
    return refusalPayload(result.refusal, transport === 'COOKIE' ? null : ['refreshToken']);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether it is the session that asks, or has just been started.',
  })
  isCurrent(@Root() session: SessionEntity | CurrentSession, @Ctx() { caller }: UsersContext): boolean {
    if ('isCurrent' in session) return session.isCurrent;
    return caller.kind === 'account' && caller.sessionId === session.id;
  }

  @FieldResolver(() => Date, { description: 'When it was started or last refreshed.' })
  lastSeenAt(@Root() { refreshedAt }: SessionEntity): Date {
    return refreshedAt;
  }

  #payload(
    { session, account, tokens }: IssuedSession,
    transport: SessionTransport,
    http: HttpExchange,
  ): SessionCreatePayload {
    const current: CurrentSession = { ...session, isCurrent: true };
    return { session: current, account, tokens: this.delivery.deliver(http, transport, tokens), errors: [] };
  }
}

/** Its token did not ask yet. */
type CurrentSession = SessionEntity & { readonly isCurrent: true };

function refusalPayload(
  code: SignInRefusal | RefreshRefusal,
  path: readonly string[] | null,
): SessionCreatePayload {
  return { errors: [{ code, message: refusalMessages[code], path }] };
}
