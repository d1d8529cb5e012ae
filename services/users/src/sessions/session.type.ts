import { Node } from '@nutgraf/kit/graphql/node.type';
import { EmailAddressScalar } from '@nutgraf/kit/graphql/scalars';
import type { UserErrorValue } from '@nutgraf/kit/graphql/user-error';
import { HasAtMostBytes, IsText } from '@nutgraf/kit/graphql/validators';
import { IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Directive, Field, InputType, ObjectType } from 'type-graphql';
import { Account } from '../accounts/account.type';
import { UserError } from '../errors/user-error.type';

@ObjectType({ implements: Node })
export class Session extends Node {
  @Field(() => String, { nullable: true })
  readonly deviceName: string | null;

  @Field(() => Date)
  readonly createdAt: Date;

  @Field(() => Date)
  readonly expiresAt: Date;
}

@ObjectType()
export class TokenPair {
  @Field(() => String, { description: 'A JWT for the header `Authorization: Bearer …`.' })
  readonly accessToken: string;

  @Field(() => Date)
  readonly accessTokenExpiresAt: Date;
}

@InputType()
export class PasswordSignIn {
  @MaxLength(254, { message: 'An e-mail address has at most 254 characters.' })
  @Field(() => EmailAddressScalar)
  readonly email: string;

  // Hashing takes longer the longer the password is.
  @HasAtMostBytes(1024, 'A password has at most 1,024 bytes.')
  @Field(() => String)
  readonly password: string;
}

@Directive('@oneOf')
@InputType()
export class SignInBy {
  @ValidateNested()
  @IsOptional()
  @Field(() => PasswordSignIn, { nullable: true })
  readonly password?: PasswordSignIn;
}

@InputType({ description: 'Exactly one way to sign in.' })
export class SessionCreateInput {
  @ValidateNested()
  @Field(() => SignInBy)
  readonly by: SignInBy;

  @IsText(100)
  @Matches(/^\P{Cc}*$/u, { message: 'A device name has no control characters.' })
  @IsOptional()
  @Field(() => String, { nullable: true, description: 'Shown in the list of sessions.' })
  readonly deviceName?: string | null;
}

@ObjectType()
export class SessionCreatePayload {
  @Field(() => Session, { nullable: true })
  readonly session?: Session;

  @Field(() => Account, { nullable: true })
  readonly account?: Account;

  @Field(() => TokenPair, { nullable: true })
  readonly tokens?: TokenPair;

  @Field(() => [UserError])
  readonly errors: readonly UserErrorValue<string>[];
}
