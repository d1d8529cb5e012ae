import type { ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Article, ArticleRow } from '../articles/article.read';
import type { ContentContext } from '../context';
import { commentConnection } from './comment-connection';
import type { CommentRow } from './comment.entity';
import type { CommentOrderValue } from './comment.rules';
import { CommentConnection, commentOrders } from './comment.type';

const commentsPerPage = 20;

/** What comments add to an article. */
@Resolver(() => Article)
export class ArticleCommentsResolver {
  readonly #codec: CursorCodec;

  constructor(codec: CursorCodec) {
    this.#codec = codec;
  }

  @FieldResolver(() => Int, { description: 'All comments, replies included.' })
  async commentCount(@Root() { id }: ArticleRow, @Ctx() { loaders }: ContentContext): Promise<number> {
    return (await loaders.comments.countOf.article.load(id))?.count ?? 0;
  }

  @Directive('@listSize(assumedSize: 20, slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => CommentConnection, { description: 'Comments that answer no other comment.' })
  comments(
    @Root() { id }: ArticleRow,
    @Arg('first', () => Int, { nullable: true, defaultValue: commentsPerPage }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('orderBy', () => commentOrders, { nullable: true, defaultValue: commentOrders.OLDEST })
    order: CommentOrderValue | null,
    @Ctx() { loaders }: ContentContext,
  ): Promise<ConnectionValue<CommentRow>> {
    return commentConnection(
      this.#codec,
      loaders.comments,
      { first, after },
      { parent: 'article', id, order: order ?? 'OLDEST', defaultSize: commentsPerPage },
    );
  }
}
