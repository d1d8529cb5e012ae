import { DateTimeScalar } from '@nutgraf/kit/graphql/scalars';
import { isId } from '@nutgraf/kit/ids';
import { Length, Matches, ValidateBy } from 'class-validator';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { Account } from '../accounts/account.type';
import { UserError, type BillingUserError } from '../errors/user-error.type';

/** PostgreSQL has no text with a NUL character. */
const withoutNul = /^[^\0]*$/;

@ArgsType()
export class EntitlementCompArgs {
  @ValidateBy(
    { name: 'isAccountId', validator: (value: unknown) => typeof value === 'string' && isId('acc', value) },
    { message: 'This is not the id of an account.' },
  )
  @Field(() => ID)
  readonly accountId: string;

  @Field(() => ID)
  readonly planId: string;

  @Field(() => DateTimeScalar)
  readonly until: Date;

  @Length(1, 500, { message: 'The note must have 1 to 500 characters.' })
  @Matches(withoutNul, { message: 'The note must not contain a NUL character.' })
  @Field(() => String)
  readonly note: string;

  @Length(1, 200, { message: 'The idempotency key must have 1 to 200 characters.' })
  @Matches(withoutNul, { message: 'The idempotency key must not contain a NUL character.' })
  @Field(() => ID)
  readonly idempotencyKey: string;
}

@ObjectType()
export class AccountBillingPayload {
  @Field(() => Account, { nullable: true })
  readonly account: Account | null;

  @Field(() => [UserError])
  readonly errors: readonly BillingUserError[];
}
