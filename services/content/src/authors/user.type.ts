import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType()
export class User {
  @Field(() => ID)
  readonly id: string;
}
