import { readArticle, slugs, usersOf } from '../support/article-page';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const unreachable = /^(SUBREQUEST_HTTP_ERROR|SUBREQUEST_TIMEOUT|SUBGRAPH_UNAVAILABLE)$/;

test('without billing the page shows text and comments; each badge is null with an error at its path', async () => {
  await graph.services.billing.stop();
  try {
    const { article, errors } = await readArticle(await graph.client(), slugs.public);
    expect(article.content.__typename).toBe('FullContent');
    const users = usersOf(article);
    expect(users.length).toBeGreaterThan(2);
    expect(users.every(({ user }) => typeof user?.handle === 'string' && user.isSupporter === null)).toBe(
      true,
    );
    expect(errors.map(({ path }) => path)).toEqual(users.map(({ path }) => [...path, 'isSupporter']));
    for (const { code } of errors) expect(code).toMatch(unreachable);
  } finally {
    await graph.services.billing.start();
  }
});

test('without billing a member keeps reading, from what content knows', async () => {
  const member = await graph.client('member');
  expect((await readArticle(member, slugs.members)).article.content.__typename).toBe('FullContent');
  await graph.services.billing.stop();
  try {
    expect((await readArticle(member, slugs.members)).article.content.__typename).toBe('FullContent');
  } finally {
    await graph.services.billing.start();
  }
});

test('without billing a reader without membership gets the preview, never the text', async () => {
  const reader = await graph.client('reader');
  await graph.services.billing.stop();
  try {
    const { article } = await readArticle(reader, slugs.members);
    expect(article.content.__typename).toBe('PreviewContent');
  } finally {
    await graph.services.billing.start();
  }
});

test('without users the article shows; authors are null, each with an error', async () => {
  await graph.services.users.stop();
  try {
    const { article, errors } = await readArticle(await graph.client(), slugs.public);
    expect(article.content.__typename).toBe('FullContent');
    expect(article.authors).toBeNull();
    expect(article.comments.length).toBeGreaterThan(0);
    expect(article.comments.every(({ author }) => author === null)).toBe(true);
    const commenters = usersOf(article).map(({ path }) => path);
    for (const path of commenters) {
      expect(
        errors.filter((error) => JSON.stringify(error.path).startsWith(JSON.stringify(path).slice(0, -1))),
      ).toHaveLength(1);
    }
    expect(errors.some(({ path }) => path?.slice(0, 2).join('.') === 'article.authors')).toBe(true);
    for (const { code } of errors) expect(code).toMatch(unreachable);
  } finally {
    await graph.services.users.start();
  }
});

test('a service that is back serves at once', async () => {
  const guest = await graph.client();
  await graph.services.billing.stop();
  expect((await readArticle(guest, slugs.public)).errors).not.toEqual([]);
  await graph.services.billing.start();
  expect((await readArticle(guest, slugs.public)).errors).toEqual([]);
});
