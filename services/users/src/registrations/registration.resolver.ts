import { checkInput } from '@nutgraf/kit/graphql/check-input';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { UsersContext } from '../context';
import { refused, SimplePayload } from '../errors/simple-payload.type';
import { newPasswordErrors } from '../passwords/password.read';
import type { EmailVerificationService } from './email-verification.service';
import type { RegistrationService } from './registration.service';
import { AccountRegisterInput, EmailVerifyPayload } from './registration.type';

@Resolver()
export class RegistrationResolver {
  constructor(
    private readonly registrations: Pick<RegistrationService, 'register'>,
    private readonly verification: Pick<EmailVerificationService, 'verify' | 'resend'>,
  ) {}

  @Directive('@cost(weight: 25)')
  @Mutation(() => SimplePayload, {
    description:
      'Begins a registration. Whatever the address, a mail to it tells how to go on; the account begins with `emailVerify`.',
  })
  async accountRegister(
    @Arg('input', () => AccountRegisterInput) input: AccountRegisterInput,
    @Ctx() { http }: UsersContext,
  ): Promise<SimplePayload> {
    const owner = { ...input, handle: input.handle ?? null };
    const errors = [...checkInput(input), ...newPasswordErrors(input.password, owner, ['input', 'password'])];
    if (errors.length > 0) return refused(...errors);
    return this.registrations.register(
      {
        email: input.email,
        password: input.password,
        handle: input.handle ?? null,
        displayName: input.displayName.trim(),
        locale: input.locale ?? 'en',
      },
      http,
    );
  }

  @Mutation(() => EmailVerifyPayload, {
    description: 'With the token from the mail. Needs no session, and starts none.',
  })
  emailVerify(
    @Arg('token', () => String) token: string,
    @Ctx() { http }: UsersContext,
  ): Promise<EmailVerifyPayload> {
    return this.verification.verify(token, http);
  }

  @Directive('@authenticated')
  @Mutation(() => SimplePayload, {
    nullable: true,
    description: 'Sends the signed-in account, if it is UNVERIFIED, another link.',
  })
  emailVerificationResend(@Ctx() { caller, http }: UsersContext): Promise<SimplePayload> {
    return this.verification.resend(caller, http);
  }
}
