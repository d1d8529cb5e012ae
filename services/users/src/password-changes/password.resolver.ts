import { EmailAddressScalar } from '@nutgraf/kit/graphql/scalars';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { UsersContext } from '../context';
import { refused, SimplePayload } from '../errors/simple-payload.type';
import { mostPasswordBytes } from '../passwords/password.read';
import type { PasswordChangeService } from './password-change.service';
import { refusals } from './password-refusals';
import type { PasswordResetService } from './password-reset.service';

@Resolver()
export class PasswordResolver {
  constructor(
    private readonly resets: Pick<PasswordResetService, 'request' | 'reset'>,
    private readonly changes: Pick<PasswordChangeService, 'change'>,
  ) {}

  @Mutation(() => SimplePayload, { description: 'Mails a link, if the address has an account.' })
  async passwordResetRequest(
    @Arg('email', () => EmailAddressScalar) email: string,
    @Ctx() { http }: UsersContext,
  ): Promise<SimplePayload> {
    if (email.length > 254) return refused(refusals.longAddress);
    return this.resets.request(email, http);
  }

  @Directive('@cost(weight: 25)')
  @Mutation(() => SimplePayload, {
    description: 'With the token from the mail. Ends all sessions of the account; sign in anew.',
  })
  passwordReset(
    @Arg('token', () => String) token: string,
    @Arg('newPassword', () => String) newPassword: string,
    @Ctx() { http }: UsersContext,
  ): Promise<SimplePayload> {
    return this.resets.reset(token, newPassword, http);
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 25)')
  @Mutation(() => SimplePayload, {
    nullable: true,
    description: 'Ends all sessions of the account but this one.',
  })
  async passwordChange(
    @Arg('currentPassword', () => String) currentPassword: string,
    @Arg('newPassword', () => String) newPassword: string,
    @Ctx() { caller, http }: UsersContext,
  ): Promise<SimplePayload> {
    if (Buffer.byteLength(currentPassword) > mostPasswordBytes) return refused(refusals.longPassword);
    return this.changes.change(currentPassword, newPassword, caller, http);
  }
}
