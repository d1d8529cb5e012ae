import { Node } from '@nutgraf/kit/graphql/node.type';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node })
export class Topic extends Node {
  @Field(() => String)
  readonly slug: string;

  @Field(() => String)
  readonly name: string;

  @Field(() => String, { nullable: true })
  readonly description: string | null;
}

@Directive('@oneOf')
@InputType()
export class TopicBy {
  @Field(() => ID, { nullable: true })
  readonly id?: string;

  @Field(() => String, { nullable: true })
  readonly slug?: string;
}
