import { Node } from '@nutgraf/kit/graphql/node.type';
import { Directive, Field, ObjectType } from 'type-graphql';

@Directive('@cacheControl(maxAge: 60)')
@ObjectType({ implements: Node })
export class Feature extends Node {
  @Field(() => String, { description: 'What programs call it, such as "members".' })
  readonly code: string;

  @Field(() => String)
  readonly name: string;

  @Field(() => String, { nullable: true })
  readonly description: string | null;
}
