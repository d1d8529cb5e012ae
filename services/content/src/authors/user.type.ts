import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType()
export class User {
  @Field(() => ID)
  readonly id: string;
}
