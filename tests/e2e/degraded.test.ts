import { articlePage, slugs, usersOf, type ArticlePage } from '../support/article-page';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

async function read(slug: string, token?: string) {
  const { status, data, errors } = await graph.ask(articlePage, { slug }, token);
  return { status, article: data?.article as ArticlePage, errors };
}

const unreachable = /^(SUBREQUEST_HTTP_ERROR|SUBREQUEST_TIMEOUT|SUBGRAPH_UNAVAILABLE)$/;

test('without billing the page shows text and comments; each badge is null with an error at its path', async () => {
  await graph.services.billing.stop();
  try {
    const { status, article, errors } = await read(slugs.public);
    expect(status).toBe(200);
    expect(article.content.__typename).toBe('FullContent');
    const users = usersOf(article);
    expect(users.length).toBeGreaterThan(2);
    expect(users.every(({ user }) => typeof user?.handle === 'string' && user.isSupporter === null)).toBe(
      true,
    );
    expect(errors.map(({ path }) => path)).toEqual(users.map(({ path }) => [...path, 'isSupporter']));
    for (const { extensions } of errors) expect(extensions.code).toMatch(unreachable);
  } finally {
    await graph.services.billing.start();
  }
});

test('without billing a member keeps reading, from what content knows', async () => {
  const token = await graph.signIn('member');
  expect((await read(slugs.members, token)).article.content.__typename).toBe('FullContent');
  await graph.services.billing.stop();
  try {
    expect((await read(slugs.members, token)).article.content.__typename).toBe('FullContent');
  } finally {
    await graph.services.billing.start();
  }
});

test('without billing a reader without membership gets the preview, never the text', async () => {
  const token = await graph.signIn('reader');
  await graph.services.billing.stop();
  try {
    const { article } = await read(slugs.members, token);
    expect(article.content.__typename).toBe('PreviewContent');
  } finally {
    await graph.services.billing.start();
  }
});

test('without users the article shows; authors are null, each with an error', async () => {
  await graph.services.users.stop();
  try {
    const { status, article, errors } = await read(slugs.public);
    expect(status).toBe(200);
    expect(article.content.__typename).toBe('FullContent');
    expect(article.authors).toBeNull();
    expect(article.comments.edges.length).toBeGreaterThan(0);
    expect(article.comments.edges.every(({ node }) => node.author === null)).toBe(true);
    const commenters = usersOf(article).map(({ path }) => path);
    for (const path of commenters) {
      expect(
        errors.filter((error) => JSON.stringify(error.path).startsWith(JSON.stringify(path).slice(0, -1))),
      ).toHaveLength(1);
    }
    expect(errors.some(({ path }) => path?.slice(0, 2).join('.') === 'article.authors')).toBe(true);
    for (const { extensions } of errors) expect(extensions.code).toMatch(unreachable);
  } finally {
    await graph.services.users.start();
  }
});

test('a service that is back serves at once', async () => {
  await graph.services.billing.stop();
  expect((await read(slugs.public)).errors).not.toEqual([]);
  await graph.services.billing.start();
  expect((await read(slugs.public)).errors).toEqual([]);
});
