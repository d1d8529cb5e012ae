import { objectName } from '@nutgraf/kit/cache/cache-tags';
import type { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { hasScope, type Caller } from '@nutgraf/kit/caller';
import type { Clock } from '@nutgraf/kit/clock';
import { inTransaction } from '@nutgraf/kit/database/transaction';
import { unauthenticated } from '@nutgraf/kit/errors';
import { checkInput } from '@nutgraf/kit/graphql/check-input';
import { isId, newId } from '@nutgraf/kit/ids';
import type { DataSource } from 'typeorm';
import type { ArticleRepository, ArticleRow } from '../articles/article.read';
import type { EntitlementLoaders } from '../entitlements/entitlement.read';
import type { ContentUserError } from '../errors/user-error.type';
import type { PaywallService } from '../paywall/paywall.read';
import { refusals } from './comment-refusals';
import type { CommentRow } from './comment.entity';
import type { CommentRepository } from './comment.repository';
import { isSameSubmission, normalBody, type Submission } from './comment.rules';
import type { CommentAddInput } from './comment.type';

export const commentScope = 'content:comment';

/** What became of a submission. */
export type CommentResult =
  | { readonly comment: CommentRow; readonly errors: readonly [] }
  | { readonly comment: null; readonly errors: readonly ContentUserError[] };

export interface CommentServiceOptions {
  readonly dataSource: Pick<DataSource, 'transaction'>;
  readonly invalidation: Invalidation;
  readonly comments: Pick<CommentRepository, 'byIds' | 'insert' | 'maybeByClientId'>;
  readonly articles: Pick<ArticleRepository, 'byIds'>;
  readonly paywall: PaywallService;
  readonly clock: Clock;
}

export class CommentService {
  readonly #options: CommentServiceOptions;

  constructor(options: CommentServiceOptions) {
    this.#options = options;
  }

  /**
   * Adds a comment for the caller, or returns the one that an earlier try with the same client id added.
   * Only who may read an article may speak under it.
   */
  async add(
    input: CommentAddInput,
    caller: Caller,
    entitlements: Pick<EntitlementLoaders, 'known' | 'confirmed'>,
  ): Promise<CommentResult> {
    if (caller.kind !== 'account') throw unauthenticated();
    const invalid = checkInput(input);
    if (invalid.length > 0) return { comment: null, errors: invalid };
    if (!hasScope(caller, commentScope)) return refused(refusals.emailNotVerified);

    const article = await this.#article(input.articleId);
    if (!article) return refused(refusals.noSuchArticle);
    const submission = {
      articleId: article.id,
      parentId: input.parentId ?? null,
      body: normalBody(input.body),
    };
    const earlier = await this.#earlier(caller.userId, input.clientId, submission);
    if (earlier) return earlier;

    if (!article.commentsEnabled) return refused(refusals.commentsClosed);
    const access = await this.#options.paywall.accessTo(article.accessLevel, caller, entitlements);
    if (!access.granted) return refused(refusals.mayNotRead);
    if (!(await this.#isParent(submission))) return refused(refusals.noSuchParent);
    return this.#insert(submission, caller.userId, input.clientId);
  }

  async #insert(submission: Submission, authorId: string, clientId: string): Promise<CommentResult> {
    const { dataSource, invalidation, comments, clock } = this.#options;
    const id = newId('cmt', clock);
    const comment: CommentRow = { id, ...submission, authorId, clientId, createdAt: clock.now() };
    const isNew = await inTransaction(
      dataSource,
      async (transaction) => {
        if (!(await comments.insert(comment, transaction.manager))) return false;
        transaction.invalidate(...changedBy(submission));
        return true;
      },
      invalidation,
    );
    if (isNew) return { comment, errors: [] };
    // Another try with the same client id was faster.
    return (await this.#earlier(authorId, clientId, submission)) ?? refused(refusals.clientIdTaken);
  }

  async #earlier(authorId: string, clientId: string, submission: Submission): Promise<CommentResult | null> {
    const comment = await this.#options.comments.maybeByClientId(authorId, clientId);
    if (!comment) return null;
    if (!isSameSubmission(comment, submission)) return refused(refusals.clientIdTaken);
    // The try that wrote it may have ended before it came to tell.
    await this.#options.invalidation.raise(...changedBy(submission));
    return { comment, errors: [] };
  }

  async #article(id: string): Promise<ArticleRow | undefined> {
    return isId('art', id) ? (await this.#options.articles.byIds([id]))[0] : undefined;
  }

  async #isParent({ parentId, articleId }: Submission): Promise<boolean> {
    if (parentId === null) return true;
    if (!isId('cmt', parentId)) return false;
    const [parent] = await this.#options.comments.byIds([parentId]);
    return parent?.articleId === articleId;
  }
}

/** What else is other than before when there is this comment. */
function changedBy({ articleId, parentId }: Submission): string[] {
  return [objectName('Article', articleId), ...(parentId === null ? [] : [objectName('Comment', parentId)])];
}

function refused(error: ContentUserError): CommentResult {
  return { comment: null, errors: [error] };
}
