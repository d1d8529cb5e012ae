import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType()
export class Account {
  @Field(() => ID)
  readonly id: string;
}
