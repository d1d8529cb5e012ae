import { badUserInput } from '@nutgraf/kit/errors';
import { checkInput } from '@nutgraf/kit/graphql/check-input';
import { Arg, Directive, Mutation, Resolver } from 'type-graphql';
import { refusalMessages } from './session.rules';
import type { SessionService } from './session.service';
import { SessionCreateInput, SessionCreatePayload } from './session.type';

@Resolver()
export class SessionResolver {
  constructor(private readonly sessions: Pick<SessionService, 'signInByPassword'>) {}

  @Directive('@cost(weight: 25)')
  @Mutation(() => SessionCreatePayload)
  async sessionCreate(
    @Arg('input', () => SessionCreateInput) input: SessionCreateInput,
  ): Promise<SessionCreatePayload> {
    const errors = checkInput(input);
    if (errors.length > 0) return { errors };
    if (!input.by.password) throw badUserInput('"by" must name one way to sign in.');
    const { email, password } = input.by.password;
    const result = await this.sessions.signInByPassword({
      email,
      password,
      deviceName: input.deviceName ?? null,
    });
    if (result.kind === 'SIGNED_IN') return { ...result, errors: [] };
    const { refusal } = result;
    return { errors: [{ code: refusal, message: refusalMessages[refusal], path: null }] };
  }
}
