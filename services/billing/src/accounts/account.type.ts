import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
@Directive('@key(fields: "id")')
@ObjectType()
export class Account {
  @Field(() => ID)
  readonly id: string;
}
