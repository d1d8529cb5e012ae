import { Directive, Field, ObjectType } from 'type-graphql';

@Directive('@cacheControl(inheritMaxAge: true)')
@Directive('@shareable')
@ObjectType()
export class PageInfo {
  @Field(() => Boolean)
  readonly hasNextPage: boolean;

  @Field(() => Boolean)
  readonly hasPreviousPage: boolean;

  @Field(() => String, { nullable: true })
  readonly startCursor: string | null;

  @Field(() => String, { nullable: true })
  readonly endCursor: string | null;
}
