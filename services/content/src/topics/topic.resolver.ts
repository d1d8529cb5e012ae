import { isId } from '@nutgraf/kit/ids';
import type { ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import {
  articleConnection,
  ArticleConnection,
  ArticleOrder,
  ArticleRow,
  isSlug,
} from '../articles/article.read';
import type { ContentContext } from '../context';
import { TopicRow } from './topic.entity';
import type { TopicService } from './topic.service';
import { Topic, TopicBy } from './topic.type';

@Resolver(() => Topic)
export class TopicResolver {
  readonly #topics: TopicService;
  readonly #codec: CursorCodec;

  constructor(topics: TopicService, codec: CursorCodec) {
    this.#topics = topics;
    this.#codec = codec;
  }

  @Query(() => Topic, { nullable: true })
  async topic(
    @Arg('by', () => TopicBy) { id, slug }: TopicBy,
    @Ctx() { loaders }: ContentContext,
  ): Promise<TopicRow | null> {
    if (id != null) return isId('top', id) ? loaders.topics.byId.load(id) : null;
    return slug != null && isSlug(slug) ? loaders.topics.bySlug.load(slug) : null;
  }

  @Query(() => [Topic], { description: 'In order of their names.' })
  topics(
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
  ): Promise<TopicRow[]> {
    return this.#topics.list(first ?? 50);
  }

  @FieldResolver(() => Int)
  async articleCount(@Root() { id }: TopicRow, @Ctx() { loaders }: ContentContext): Promise<number> {
    return (await loaders.articles.countOf.topic.load(id))?.count ?? 0;
  }

  @Directive('@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => ArticleConnection)
  articles(
    @Root() { id }: TopicRow,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('orderBy', () => ArticleOrder, { nullable: true }) orderBy: ArticleOrder | null | undefined,
    @Ctx() { loaders }: ContentContext,
  ): Promise<ConnectionValue<ArticleRow>> {
    const { pagesOf, countOf } = loaders.articles;
    return articleConnection(
      this.#codec,
      { first, after, orderBy },
      {
        scope: id,
        load: (page) => pagesOf.topic.with(page).load(id),
        count: async () => (await countOf.topic.load(id))?.count ?? 0,
      },
    );
  }
}
