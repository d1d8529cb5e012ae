import type { ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Article, ArticleRow } from '../articles/article.read';
import { User } from '../authors/user.read';
import type { ContentContext } from '../context';
import { commentConnection } from './comment-connection';
import { CommentRow } from './comment.entity';
import { commentToHtml } from './comment.rules';
import type { CommentResult, CommentService } from './comment.service';
import { Comment, CommentAddInput, CommentConnection, CommentPayload } from './comment.type';

const repliesPerPage = 5;

@Resolver(() => Comment)
export class CommentResolver {
  readonly #comments: CommentService;
  readonly #codec: CursorCodec;

  constructor(comments: CommentService, codec: CursorCodec) {
    this.#comments = comments;
    this.#codec = codec;
  }

  @Directive('@authenticated')
  @Mutation(() => CommentPayload, { nullable: true })
  async commentAdd(
    @Arg('input', () => CommentAddInput) input: CommentAddInput,
    @Ctx() { caller, loaders }: ContentContext,
  ): Promise<CommentResult> {
    const result = await this.#comments.add(input, caller, loaders.entitlements);
    loaders.comments.clear();
    return result;
  }

  @FieldResolver()
  body(@Root() { body }: CommentRow): string {
    return commentToHtml(body);
  }

  @FieldResolver(() => Article)
  article(@Root() { articleId }: CommentRow, @Ctx() { loaders }: ContentContext): Promise<ArticleRow | null> {
    return loaders.articles.byId.load(articleId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Null only together with an error, while the users service is away.',
  })
  author(@Root() { authorId }: CommentRow): User {
    return { id: authorId };
  }

  @FieldResolver(() => Comment, { nullable: true, description: 'The comment that this one answers.' })
  async parent(
    @Root() { parentId }: CommentRow,
    @Ctx() { loaders }: ContentContext,
  ): Promise<CommentRow | null> {
    return parentId === null ? null : loaders.comments.byId.load(parentId);
  }

  @FieldResolver(() => Int, { description: 'Direct replies.' })
  async replyCount(@Root() { id }: CommentRow, @Ctx() { loaders }: ContentContext): Promise<number> {
    return (await loaders.comments.countOf.comment.load(id))?.count ?? 0;
  }

  @Directive('@listSize(assumedSize: 5, slicingArguments: ["first"], sizedFields: ["edges", "nodes"])')
  @FieldResolver(() => CommentConnection, { description: 'Direct replies, oldest first.' })
  replies(
    @Root() { id }: CommentRow,
    @Arg('first', () => Int, { nullable: true, defaultValue: repliesPerPage }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Ctx() { loaders }: ContentContext,
  ): Promise<ConnectionValue<CommentRow>> {
    const list = { parent: 'comment', id, order: 'OLDEST', defaultSize: repliesPerPage } as const;
    return commentConnection(this.#codec, loaders.comments, { first, after }, list);
  }
}
