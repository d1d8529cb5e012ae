import type { RequestContext } from '@nutgraf/kit/request-context';
import type { ArticleLoaders } from './articles/article.loader';
import type { AuthorLoaders } from './authors/author.loader';
import type { CommentLoaders } from './comments/comment.loader';
import type { EntitlementLoaders } from './entitlements/entitlement.loader';
import type { TopicLoaders } from './topics/topic.loader';

/** Made anew for each request. None answers with what readers must not see, whoever the caller is. */
export interface ContentLoaders {
  readonly articles: ArticleLoaders;
  readonly authors: AuthorLoaders;
  readonly comments: CommentLoaders;
  readonly entitlements: EntitlementLoaders;
  readonly topics: TopicLoaders;
}

export type ContentContext = RequestContext<ContentLoaders>;
