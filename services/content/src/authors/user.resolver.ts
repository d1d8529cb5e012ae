import type { ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { articleConnection, ArticleConnection, ArticleOrder, ArticleRow } from '../articles/article.read';
import type { ContentContext } from '../context';
import { User } from './user.type';

/** What content adds to a user. Nullable, so that a profile lives without it. */
@Resolver(() => User)
export class UserResolver {
  readonly #codec: CursorCodec;

  constructor(codec: CursorCodec) {
    this.#codec = codec;
  }

  @FieldResolver(() => Int, { nullable: true })
  async articleCount(@Root() { id }: User, @Ctx() { loaders }: ContentContext): Promise<number> {
    return (await loaders.articles.countOf.author.load(id))?.count ?? 0;
  }

  @Directive('@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => ArticleConnection, { nullable: true })
  articles(
    @Root() { id }: User,
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
        load: (page) => pagesOf.author.with(page).load(id),
        count: async () => (await countOf.author.load(id))?.count ?? 0,
      },
    );
  }
}
