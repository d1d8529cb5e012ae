import { DateTimeScalar } from '@nutgraf/kit/graphql/scalars';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { Account } from '../accounts/account.type';
import { UserError, type BillingUserError } from '../errors/user-error.type';
import { IsIdOf, IsText } from '@nutgraf/kit/graphql/validators';

@ArgsType()
export class EntitlementCompArgs {
  @IsIdOf('acc', 'This is not the id of an account.')
  @Field(() => ID)
  readonly accountId: string;

  @Field(() => ID)
  readonly planId: string;

  @Field(() => DateTimeScalar)
  readonly until: Date;

  @IsText(500)
  @Field(() => String)
  readonly note: string;

  @IsText(200)
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
