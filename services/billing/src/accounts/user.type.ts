import { Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
@ObjectType({ description: 'A badge next to the name; nothing else about money is public.' })
export class User {
  @Field(() => ID)
  readonly id: string;
}
