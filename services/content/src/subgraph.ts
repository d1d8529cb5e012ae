import { buildSubgraph, type SubgraphTypes } from '@nutgraf/kit/graphql/subgraph';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import type { GraphQLSchema } from 'graphql';
import { resolveArticle } from './articles/article.reference';
import { ArticleResolver } from './articles/article.resolver';
import type { ArticleService } from './articles/article.service';
import { ArticleAuthorsResolver } from './authors/article-authors.resolver';
import { resolveUser } from './authors/user.reference';
import { UserResolver } from './authors/user.resolver';
import { ArticleCommentsResolver } from './comments/article-comments.resolver';
import { resolveComment } from './comments/comment.reference';
import { CommentResolver } from './comments/comment.resolver';
import type { CommentService } from './comments/comment.service';
import type { ContentContext } from './context';
import { GenericError } from './errors/user-error.type';
import { ArticleContentResolver } from './paywall/article-content.resolver';
import type { PaywallService } from './paywall/paywall.service';
import { FullContentResolver, PreviewContentResolver } from './paywall/text-forms.resolver';
import { ArticleTopicsResolver } from './topics/article-topics.resolver';
import { resolveTopic } from './topics/topic.reference';
import { TopicResolver } from './topics/topic.resolver';
import type { TopicService } from './topics/topic.service';

/** The types of the content subgraph: enough to print its schema. */
export const contentTypes: SubgraphTypes = {
  resolvers: [
    ArticleResolver,
    ArticleAuthorsResolver,
    ArticleTopicsResolver,
    ArticleContentResolver,
    ArticleCommentsResolver,
    FullContentResolver,
    PreviewContentResolver,
    TopicResolver,
    UserResolver,
    CommentResolver,
  ],
  orphanedTypes: [GenericError],
};

export interface ContentSubgraphOptions {
  readonly articles: ArticleService;
  readonly topics: TopicService;
  readonly comments: CommentService;
  readonly paywall: PaywallService;
  readonly codec: CursorCodec;
  /** Where readers see the site: base of the articles' URLs. */
  readonly siteUrl: string;
}

export function createContentSubgraph(options: ContentSubgraphOptions): GraphQLSchema {
  const { articles, topics, comments, paywall, codec, siteUrl } = options;
  return buildSubgraph<ContentContext>(contentTypes, {
    instances: [
      new ArticleResolver(articles, codec, siteUrl),
      new ArticleAuthorsResolver(),
      new ArticleTopicsResolver(),
      new ArticleContentResolver(paywall),
      new ArticleCommentsResolver(codec),
      new FullContentResolver(),
      new PreviewContentResolver(),
      new TopicResolver(topics, codec),
      new UserResolver(codec),
      new CommentResolver(comments, codec),
    ],
    references: {
      Article: resolveArticle,
      Comment: resolveComment,
      Topic: resolveTopic,
      User: resolveUser,
    },
  });
}
