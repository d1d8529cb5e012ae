import { LocaleScalar, UrlScalar } from '@nutgraf/kit/graphql/scalars';
import { Node } from '@nutgraf/kit/graphql/node.type';
import { connectionType } from '@nutgraf/kit/paging/connection';
import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { accessLevels, type AccessLevel } from './access-level';
import type { ArticleFilterValue } from './article-filter';
import { articleOrderFields, sortDirections, type ArticleOrderValue } from './article-order';

registerEnumType(accessLevels, {
  name: 'AccessLevel',
  description: 'Who may read the whole text. New levels may be added: treat an unknown one as closed.',
  valuesConfig: {
    REGISTERED: { description: 'Any signed-in, verified account.' },
    MEMBERS: { description: 'Any paying (or trialing, or comped) member.' },
  },
});
registerEnumType(articleOrderFields, { name: 'ArticleOrderField' });
registerEnumType(sortDirections, { name: 'SortDirection' });

@Directive('@cacheControl(maxAge: 60)')
@Directive('@key(fields: "id")')
@ObjectType({ implements: Node })
export class Article extends Node {
  @Field(() => String)
  readonly slug: string;

  @Field(() => UrlScalar)
  readonly url: string;

  @Field(() => LocaleScalar)
  readonly locale: string;

  @Field(() => String)
  readonly title: string;

  @Field(() => String, { nullable: true })
  readonly subtitle: string | null;

  @Field(() => String, { description: 'Always public; written, never taken from gated text.' })
  readonly excerpt: string;

  @Field(() => accessLevels)
  readonly accessLevel: AccessLevel;

  @Field(() => Int)
  readonly wordCount: number;

  @Field(() => Int)
  readonly readingMinutes: number;

  @Field(() => Date, { nullable: true })
  readonly publishedAt: Date | null;

  @Field(() => Date)
  readonly updatedAt: Date;

  @Field(() => Boolean)
  readonly commentsEnabled: boolean;
}

export const ArticleConnection = connectionType('Article', () => Article);

@Directive('@oneOf')
@InputType()
export class ArticleBy {
  @Field(() => ID, { nullable: true })
  readonly id?: string;

  @Field(() => String, { nullable: true })
  readonly slug?: string;
}

@InputType({ description: 'Each part restricts further; an absent part, null or an empty list does not.' })
export class ArticleFilter implements ArticleFilterValue {
  @Field(() => [String], { nullable: true, description: 'Articles of any of these topics.' })
  readonly topicSlugs?: string[] | null;

  @Field(() => [accessLevels], { nullable: true })
  readonly accessLevels?: AccessLevel[] | null;

  @Field(() => LocaleScalar, { nullable: true, description: 'Exactly this language tag.' })
  readonly locale?: string | null;

  @Field(() => Date, { nullable: true, description: 'This instant or later.' })
  readonly publishedAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Before this instant.' })
  readonly publishedBefore?: Date | null;
}

@InputType()
export class ArticleOrder implements ArticleOrderValue {
  @Field(() => articleOrderFields, { defaultValue: articleOrderFields.PUBLISHED_AT })
  readonly field: ArticleOrderValue['field'];

  @Field(() => sortDirections, { defaultValue: sortDirections.DESC })
  readonly direction: ArticleOrderValue['direction'];
}
