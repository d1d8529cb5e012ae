import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A badge next to the name; nothing else about money is public. What a user is, users says in the graph. */
@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType()
export class User {
  @Field(() => ID)
  readonly id: string;
}
