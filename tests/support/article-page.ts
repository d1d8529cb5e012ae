import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The page that everything else exists for: content with its authors, comments, badges and offers. */
export const articlePage = readFileSync(join(__dirname, 'operations/article-page.graphql'), 'utf8');

/** Articles of the demo data that tests speak of. */
export const slugs = {
  members: 'the-quiet-return-of-the-night-train',
  public: 'how-a-city-learned-to-share-its-rooftops',
  registered: 'what-the-river-gauge-knows',
} as const;

interface UserChip {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly isSupporter: boolean | null;
}

interface CommentItem {
  readonly id: string;
  readonly author: UserChip | null;
}

/** Answer of {@link articlePage}, as far as tests look at it. */
export interface ArticlePage {
  readonly id: string;
  readonly title: string;
  readonly commentCount: number;
  readonly authors: readonly UserChip[] | null;
  readonly content: {
    readonly __typename: 'FullContent' | 'PreviewContent';
    readonly html: string;
    readonly grantedBy?: string;
    readonly remainingWords?: number;
    readonly paywall?: {
      readonly reason: string;
      readonly offers: readonly { readonly name: string; readonly prices: readonly object[] }[] | null;
    };
  };
  readonly comments: {
    readonly edges: readonly {
      readonly node: CommentItem & {
        readonly replies: { readonly edges: readonly { readonly node: CommentItem }[] };
      };
    }[];
  };
}

/** The path and value of each user in an answer of {@link articlePage}, authors and commenters alike. */
export function usersOf(article: ArticlePage): { path: (string | number)[]; user: UserChip | null }[] {
  const authors = (article.authors ?? []).map((user, index) => ({
    path: ['article', 'authors', index],
    user,
  }));
  const commenters = article.comments.edges.flatMap(({ node }, index) => {
    const path = ['article', 'comments', 'edges', index, 'node'];
    const replies = node.replies.edges.map((reply, position) => ({
      path: [...path, 'replies', 'edges', position, 'node', 'author'],
      user: reply.node.author,
    }));
    return [{ path: [...path, 'author'], user: node.author }, ...replies];
  });
  return [...authors, ...commenters];
}
