import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType()
export class Plan {
  @Field(() => ID)
  readonly id: string;
}
