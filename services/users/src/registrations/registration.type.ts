import { EmailAddressScalar, LocaleScalar } from '@nutgraf/kit/graphql/scalars';
import { IsText, Satisfies } from '@nutgraf/kit/graphql/validators';
import { IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { Account } from '../accounts/account.type';
import { UserError, type UsersUserError } from '../errors/user-error.type';
import { isFreeToTake } from '../users/user.read';

@InputType()
export class AccountRegisterInput {
  @MaxLength(254, { message: 'An e-mail address has at most 254 characters.' })
  @Field(() => EmailAddressScalar)
  readonly email: string;

  @Field(() => String, {
    description: '10 characters to 1,024 bytes, and none of those that are tried first.',
  })
  readonly password: string;

  @Satisfies(
    isFreeToTake,
    'A handle has 2 to 39 letters, digits, "-" and "_", begins with a letter or a digit and not with "deleted-".',
  )
  @IsOptional()
  @Field(() => String, {
    nullable: true,
    description:
      'Public, and unique whatever its case. Made of the display name when left out. Should it be taken ' +
      'when the address is verified, a number is added.',
  })
  readonly handle?: string | null;

  @Matches(/[\p{L}\p{N}\p{S}]/u, { message: 'A display name has a letter, a digit or a symbol.' })
  @Matches(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u, {
    message: 'A display name has no control characters, and none that turn the direction of text.',
  })
  @IsText(80)
  @Field(() => String)
  readonly displayName: string;

  @MaxLength(35, { message: 'A language tag has at most 35 characters.' })
  @IsOptional()
  @Field(() => LocaleScalar, { nullable: true, description: 'English, `en`, when left out.' })
  readonly locale?: string | null;
}

@ObjectType()
export class EmailVerifyPayload {
  @Field(() => Account, { nullable: true })
  readonly account?: Account | null;

  @Field(() => [UserError])
  readonly errors: readonly UsersUserError[];
}
