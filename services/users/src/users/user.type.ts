import { Node } from '@nutgraf/kit/graphql/node.type';
import { UrlScalar } from '@nutgraf/kit/graphql/scalars';
import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType({
  implements: Node,
  description:
    'A public profile. Everything here may be cached and shown to anyone.\n' +
    'Private data lives on Account, which only its owner (or an admin) can reach.',
})
export class User extends Node {
  @Field(() => String)
  readonly handle: string;

  @Field(() => String)
  readonly displayName: string;

  @Field(() => String, { nullable: true })
  readonly bio: string | null;

  @Field(() => UrlScalar, { nullable: true })
  readonly website: string | null;

  @Field(() => Date)
  readonly joinedAt: Date;

  @Field(() => Boolean, {
    description: 'True for a deleted user: content stays, the person is gone.',
  })
  readonly isGhost: boolean;
}

@Directive('@oneOf')
@InputType()
export class UserBy {
  @Field(() => ID, { nullable: true })
  readonly id?: string;

  @Field(() => String, { nullable: true, description: 'Compared case-insensitively.' })
  readonly handle?: string;
}
