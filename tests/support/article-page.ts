import type { Client, GraphError } from '@nutgraf/client';
import {
  ArticleCardFragmentDoc,
  ArticleContentViewFragmentDoc,
  ArticlePageDocument,
  CommentItemFragmentDoc,
  PaywallViewFragmentDoc,
  UserChipFragmentDoc,
  type ArticleContentViewFragment,
  type ArticlePageQuery,
  type PaywallViewFragment,
  type UserChipFragment,
} from '@nutgraf/client/documents';
import { getFragmentData, type FragmentType } from '@nutgraf/client/fragments';

/** Articles of the demo data that tests speak of. */
export const slugs = {
  members: 'the-quiet-return-of-the-night-train',
  public: 'how-a-city-learned-to-share-its-rooftops',
  registered: 'what-the-river-gauge-knows',
} as const;

type User = UserChipFragment | null;

/** An article's page as its components see it together. */
export interface ArticleView {
  readonly id: string;
  readonly title: string;
  readonly content: ArticleContentViewFragment['content'];
  /** Null with the full text. */
  readonly paywall: PaywallViewFragment | null;
  readonly authors: readonly UserChipFragment[] | null;
  readonly comments: readonly {
    readonly author: User;
    readonly replies: readonly { readonly author: User }[];
  }[];
}

/** Asks for a page with the typed client. Errors are no failure: a page shows what there is. */
export async function readArticle(
  client: Client,
  slug: string,
  commentsFirst = 20,
): Promise<{ article: ArticleView; errors: readonly GraphError[] }> {
  const { data, errors } = await client.execute(ArticlePageDocument, { slug, commentsFirst });
  if (!data?.article) throw new Error(`There is no article "${slug}": ${JSON.stringify(errors)}`);
  return { article: viewOf(data.article), errors };
}

function viewOf(article: NonNullable<ArticlePageQuery['article']>): ArticleView {
  const { id, title, authors } = getFragmentData(ArticleCardFragmentDoc, article);
  const { content } = getFragmentData(ArticleContentViewFragmentDoc, article);
  const paywall = content.__typename === 'PreviewContent' ? content.paywall : null;
  return {
    id,
    title,
    content,
    paywall: getFragmentData(PaywallViewFragmentDoc, paywall),
    authors: getFragmentData(UserChipFragmentDoc, authors) ?? null,
    comments: article.comments.edges.map(({ node }) => ({
      author: authorOf(node),
      replies: node.replies.edges.map((reply) => ({ author: authorOf(reply.node) })),
    })),
  };
}

function authorOf(comment: FragmentType<typeof CommentItemFragmentDoc>): User {
  return getFragmentData(UserChipFragmentDoc, getFragmentData(CommentItemFragmentDoc, comment).author);
}

/** The path and value of each user on a page, authors and commenters alike. */
export function usersOf({ authors, comments }: ArticleView): { path: (string | number)[]; user: User }[] {
  const writers = (authors ?? []).map((user, index) => ({ path: ['article', 'authors', index], user }));
  const commenters = comments.flatMap(({ author, replies }, index) => {
    const path = ['article', 'comments', 'edges', index, 'node'];
    const below = replies.map((reply, position) => ({
      path: [...path, 'replies', 'edges', position, 'node', 'author'],
      user: reply.author,
    }));
    return [{ path: [...path, 'author'], user: author }, ...below];
  });
  return [...writers, ...commenters];
}
