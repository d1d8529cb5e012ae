import { Field, ObjectType } from 'type-graphql';
import { UserError, type UsersUserError } from './user-error.type';

@ObjectType({ description: 'Deliberately silent about whether an address exists.' })
export class SimplePayload {
  @Field(() => Boolean)
  readonly ok: boolean;

  @Field(() => [UserError])
  readonly errors: readonly UsersUserError[];
}

/** The payload of a mutation that was done. */
export const done: SimplePayload = { ok: true, errors: [] };

/** The payload of a mutation that did nothing, for this reason. */
export function refused(...errors: readonly UsersUserError[]): SimplePayload {
  return { ok: false, errors };
}
