import { filterParameters, matchesFilter } from '@nutgraf/content/articles/article-filter';
import { callerFromClaims } from '@nutgraf/kit/caller';
import type { Request } from 'express';
import { claimsOf, createApp, environment, json, listen, pathPart } from '../serve';
import { addComment } from './add-comment';
import { cardsOf, headOf } from './cards';
import { commentsOf } from './comments';
import { connectionOf, pagesOf } from './pages';
import { articleColumns, articleCounts, articles, authorships, type ArticleRow } from './queries';
import { textOf } from './text';

const app = createApp();
const siteUrl = environment('PUBLIC_SITE_URL');
const callerOf = (request: Request) => callerFromClaims(claimsOf(request));
const newest = {
  table: 'article',
  columns: articleColumns,
  sortColumn: 'published_at',
  direction: 'DESC',
} as const;

app.get(
  '/articles',
  json(async (request) => {
    const query = { ...newest, where: `TRUE AND (${matchesFilter})`, values: filterParameters({}) };
    return listOf(query, '', Number(request.query.first), noFilter);
  }),
);

/** What the graph binds a cursor of an unfiltered list to. */
const noFilter = JSON.stringify({
  topicSlugs: null,
  accessLevels: null,
  locale: null,
  publishedAfter: null,
  publishedBefore: null,
});

app.get(
  '/authors/:id/articles',
  json(async (request) => {
    const id = pathPart(request, 'id');
    const own = 'SELECT link.article_id FROM article_author link WHERE link.user_id = parent.id';
    const query = { ...newest, where: `item.id = ANY(ARRAY(${own})) AND (item.status = 'PUBLISHED')` };
    const [[counted], list] = await Promise.all([
      articleCounts([id]),
      listOf(query, id, Number(request.query.first), id),
    ]);
    return { articleCount: counted?.count ?? 0, articles: list };
  }),
);

async function listOf(query: Parameters<typeof pagesOf>[0], parent: string, first: number, scope: string) {
  const page = (await pagesOf<ArticleRow>(query, [parent], first)).get(parent);
  if (!page) throw new Error('A page is missing.');
  const card = await cardsOf(page.rows.map(({ id }) => id));
  return connectionOf(page, `articles PUBLISHED_AT DESC ${scope}`, card);
}

app.get(
  '/pages/:slug',
  json(async (request) => {
    const [article] = await articles('slug', [pathPart(request, 'slug')]);
    if (!article) return null;
    const [card, content, comments] = await Promise.all([
      cardsOf([article.id]),
      textOf(article, callerOf(request), true),
      commentsOf(article.id, { first: 20, replies: 3 }),
    ]);
    const { slug, updatedAt, commentsEnabled } = article;
    return { ...card(article), content, url: `${siteUrl}/${slug}`, updatedAt, commentsEnabled, comments };
  }),
);

app.get(
  '/articles/:id',
  json(async (request) => {
    const [article] = await articles('id', [pathPart(request, 'id')]);
    if (!article) return null;
    const [authors, content] = await Promise.all([
      authorships([article.id]),
      textOf(article, callerOf(request), false),
    ]);
    return { ...headOf(article), authors: authors.map(({ userId }) => userId), content };
  }),
);

app.get(
  '/articles/:id/comments',
  json(async (request) => {
    const [article] = await articles('id', [pathPart(request, 'id')]);
    return article ? { id: article.id, comments: await commentsOf(article.id, { first: 20 }) } : null;
  }),
);

app.post(
  '/comments',
  json((request) => addComment(request.body as Parameters<typeof addComment>[0], callerOf(request))),
);

listen(app);
