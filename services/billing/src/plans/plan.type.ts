import { Node } from '@nutgraf/kit/graphql/node.type';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node })
export class Plan extends Node {
  @Field(() => String)
  readonly code: string;

  @Field(() => String)
  readonly name: string;

  @Field(() => String, { nullable: true })
  readonly description: string | null;

  @Field(() => [String])
  readonly highlights: readonly string[];

  @Field(() => Int, { description: 'Order of value: a change to a higher rank is an upgrade.' })
  readonly rank: number;

  @Field(() => Int)
  readonly trialDays: number;
}

@Directive('@oneOf')
@InputType()
export class PlanBy {
  @Field(() => ID, { nullable: true })
  readonly id?: string | null;

  @Field(() => String, { nullable: true })
  readonly code?: string | null;
}
