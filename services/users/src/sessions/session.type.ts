import { Node } from '@nutgraf/kit/graphql/node.type';
import { EmailAddressScalar } from '@nutgraf/kit/graphql/scalars';
import type { UserErrorValue } from '@nutgraf/kit/graphql/user-error';
import { HasAtMostBytes, IsText } from '@nutgraf/kit/graphql/validators';
import { connectionType } from '@nutgraf/kit/paging/connection';
import { IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Account } from '../accounts/account.type';
import { UserError } from '../errors/user-error.type';
import { SessionTransport } from './session-transport';

registerEnumType(SessionTransport, {
  name: 'SessionTransport',
  description: 'How the caller wants to hold its session.',
  valuesConfig: {
    COOKIE: {
      description:
        'httpOnly, SameSite=Lax cookies (Secure and __Host- on https), set by users and passed on by the gateway (web).',
    },
    BEARER: { description: 'Tokens in the payload (mobile, CLI).' },
  },
});

/** Its `isCurrent` and `lastSeenAt` are in the resolver. */
@Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
@ObjectType({ implements: Node, description: 'One sign-in, on one device.' })
export class Session extends Node {
  @Field(() => String, { nullable: true })
  readonly deviceName: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'From where it was started or last refreshed; null when that is not known.',
  })
  readonly ipAddress: string | null;

  @Field(() => Date)
  readonly createdAt: Date;

  @Field(() => Date, { description: 'Unless it is refreshed before.' })
  readonly expiresAt: Date;
}

export const SessionConnection = connectionType('Session', () => Session);

@ObjectType({ description: 'Present only for transport BEARER.' })
export class TokenPair {
  @Field(() => String, { description: 'A JWT for the header `Authorization: Bearer …`.' })
  readonly accessToken: string;

  @Field(() => Date)
  readonly accessTokenExpiresAt: Date;

  @Field(() => String, { description: 'For `sessionRefresh`, once. Opaque.' })
  readonly refreshToken: string;

  @Field(() => Date, { description: 'The end of the session, unless it is refreshed before.' })
  readonly refreshTokenExpiresAt: Date;
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

  @Field(() => SessionTransport, { defaultValue: SessionTransport.COOKIE })
  readonly transport: SessionTransport;

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

  @Field(() => TokenPair, { nullable: true, description: 'Null for transport COOKIE.' })
  readonly tokens?: TokenPair | null;

  @Field(() => [UserError])
  readonly errors: readonly UserErrorValue<string>[];
}

@ObjectType()
export class SessionRevokePayload {
  @Field(() => [ID])
  readonly revokedSessionIds: readonly string[];

  @Field(() => [UserError])
  readonly errors: readonly UserErrorValue<string>[];
}
