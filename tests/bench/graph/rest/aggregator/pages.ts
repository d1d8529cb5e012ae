import { type Chip, chipOf, chipsOf, type Profile, supportersAmong } from './people';
import { type CallerText, get, post } from './services';

/** A list as content answers it: ids stand where people belong. */
interface List<Node> {
  edges: { node: Node }[];
}
interface Authored {
  authors: (string | Chip | undefined)[];
}
interface Comment {
  author: string | Chip | undefined;
  replies?: List<Comment>;
}
interface Text {
  paywall?: { offers: unknown };
}
interface ArticlePage extends Authored {
  content: Text;
  comments: List<Comment>;
}
type Article = Authored & { content: Text };

export async function articlePage(slug: string, caller: CallerText) {
  const article = (await get('content', `/pages/${slug}`, caller)) as ArticlePage | null;
  if (!article) return null;
  const comments = allComments(article.comments);
  const [chips] = await Promise.all([
    chipsOf([...idsOf([article]), ...authorsOf(comments)]),
    fillOffers(article.content, caller),
  ]);
  fillAuthors([article], chips);
  fillCommentAuthors(comments, chips);
  return { article };
}

export async function articleMobile(id: string, caller: CallerText) {
  const article = (await get('content', `/articles/${id}`, caller)) as Article | null;
  if (!article) return null;
  const [chips] = await Promise.all([chipsOf(idsOf([article])), fillOffers(article.content, caller)]);
  fillAuthors([article], chips);
  return { article };
}

export async function homeFeed() {
  const articles = (await get('content', '/articles?first=12')) as List<Authored>;
  const cards = articles.edges.map(({ node }) => node);
  fillAuthors(cards, await chipsOf(idsOf(cards)));
  return { articles };
}

export async function authorPage(handle: string) {
  const [profile] = (await get('users', `/users?handle=${handle}`)) as Profile[];
  if (!profile) return null;
  const { id, bio, joinedAt } = profile;
  const website = profile.website && new URL(profile.website).href;
  const [supporters, work] = await Promise.all([
    supportersAmong([id]),
    get('content', `/authors/${id}/articles?first=12`) as Promise<{ articles: List<Authored> }>,
  ]);
  const cards = work.articles.edges.map(({ node }) => node);
  fillAuthors(cards, await chipsOf(idsOf(cards)));
  return { user: { ...chipOf(profile, supporters), bio, website, joinedAt, ...work } };
}

export async function commentsPage(articleId: string) {
  const article = (await get('content', `/articles/${articleId}/comments`)) as {
    comments: List<Comment>;
  } | null;
  if (!article) return null;
  const comments = allComments(article.comments);
  fillCommentAuthors(comments, await chipsOf(authorsOf(comments)));
  return { article };
}

export async function addComment(input: unknown, caller: CallerText) {
  const comment = (await post('content', '/comments', input, caller)) as Comment | null;
  if (comment) fillCommentAuthors([comment], await chipsOf(authorsOf([comment])));
  return comment && { comment };
}

async function fillOffers({ paywall }: Text, caller: CallerText): Promise<void> {
  const ids = paywall?.offers as string[] | undefined;
  if (!paywall || !ids || ids.length === 0) return;
  const offers = (await get('billing', `/offers?plans=${ids.join(',')}`, caller)) as { id: string }[];
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  paywall.offers = ids.map((id) => byId.get(id));
}

function allComments({ edges }: List<Comment>): Comment[] {
  return edges.flatMap(({ node }) => [node, ...(node.replies ? allComments(node.replies) : [])]);
}

function idsOf(articles: readonly Authored[]): string[] {
  return articles.flatMap(({ authors }) => authors as string[]);
}

function authorsOf(comments: readonly Comment[]): string[] {
  return comments.map(({ author }) => author as string);
}

function fillAuthors(articles: readonly Authored[], chips: ReadonlyMap<string, Chip>): void {
  for (const article of articles) article.authors = article.authors.map((id) => chips.get(id as string));
}

function fillCommentAuthors(comments: readonly Comment[], chips: ReadonlyMap<string, Chip>): void {
  for (const comment of comments) comment.author = chips.get(comment.author as string);
}
