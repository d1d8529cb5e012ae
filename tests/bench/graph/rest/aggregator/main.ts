import type { Request } from 'express';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createApp, environment, json, listen, pathPart, textOf } from '../serve';
import * as pages from './pages';
import { plansPage, type Viewer, viewerShell } from './viewer';

const app = createApp();
const keys = createRemoteJWKSet(new URL(environment('JWKS_URL')));

/** @throws for a token that does not hold */
async function viewerOf(request: Request): Promise<Viewer | null> {
  const token = /^Bearer (.+)$/.exec(request.get('authorization') ?? '')?.[1];
  if (token === undefined) return null;
  const { payload } = await jwtVerify(token, keys, { issuer: 'nutgraf', audience: 'nutgraf' });
  return { accountId: String(payload.sub), caller: JSON.stringify(payload) };
}

app.get(
  '/article-page/:slug',
  json(async (request) => pages.articlePage(pathPart(request, 'slug'), (await viewerOf(request))?.caller)),
);
app.get(
  '/article-mobile/:id',
  json(async (request) => pages.articleMobile(pathPart(request, 'id'), (await viewerOf(request))?.caller)),
);
app.get(
  '/home-feed',
  json(() => pages.homeFeed()),
);
app.get(
  '/author-page/:handle',
  json((request) => pages.authorPage(pathPart(request, 'handle'))),
);
app.get(
  '/comments-page/:id',
  json((request) => pages.commentsPage(pathPart(request, 'id'))),
);
app.get(
  '/plans-page',
  json(async (request) => plansPage(textOf(request.query.currency), await viewerOf(request))),
);
app.get(
  '/viewer-shell',
  json(async (request) => {
    const viewer = await viewerOf(request);
    return viewer ? viewerShell(viewer) : { viewer: null };
  }),
);
app.post(
  '/comments',
  json(async (request) => pages.addComment(request.body, (await viewerOf(request))?.caller)),
);

listen(app);
