import { isId } from '@nutgraf/kit/ids';
import type { ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { articleConnection } from './article-connection';
import { ArticleRow } from './article.entity';
import { isSlug, readingMinutes } from './article.rules';
import { normalFilter, type ArticleService } from './article.service';
import { Article, ArticleBy, ArticleConnection, ArticleFilter, ArticleOrder } from './article.type';

@Resolver(() => Article)
export class ArticleResolver {
  readonly #articles: ArticleService;
  readonly #codec: CursorCodec;
  readonly #siteUrl: string;

  constructor(articles: ArticleService, codec: CursorCodec, siteUrl: string) {
    this.#articles = articles;
    this.#codec = codec;
    this.#siteUrl = siteUrl.replace(/\/+$/, '');
  }

  @Query(() => Article, { nullable: true })
  async article(
    @Arg('by', () => ArticleBy) { id, slug }: ArticleBy,
    @Ctx() { loaders }: ContentContext,
  ): Promise<ArticleRow | null> {
    if (id != null) return isId('art', id) ? loaders.articles.byId.load(id) : null;
    return slug != null && isSlug(slug) ? loaders.articles.bySlug.load(slug) : null;
  }

  @Directive(
    '@listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Directive('@cacheControl(maxAge: 60)')
  @Query(() => ArticleConnection)
  articles(
    @Arg('first', () => Int, { nullable: true }) first: number | null | undefined,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true }) before: string | null | undefined,
    @Arg('filter', () => ArticleFilter, { nullable: true }) given: ArticleFilter | null | undefined,
    @Arg('orderBy', () => ArticleOrder, { nullable: true }) orderBy: ArticleOrder | null | undefined,
  ): Promise<ConnectionValue<ArticleRow>> {
    const filter = normalFilter(given);
    return articleConnection(
      this.#codec,
      { first, after, last, before, orderBy },
      {
        scope: JSON.stringify(filter),
        load: (page) => this.#articles.page(page, filter),
        count: () => this.#articles.count(filter),
      },
    );
  }

  @FieldResolver()
  url(@Root() { slug }: ArticleRow): string {
    return `${this.#siteUrl}/${slug}`;
  }

  @FieldResolver()
  readingMinutes(@Root() { wordCount }: ArticleRow): number {
    return readingMinutes(wordCount);
  }
}
