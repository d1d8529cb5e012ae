import { personaEntry } from '@nutgraf/kit/demo/roster';
import { articlePage, slugs, type ArticlePage } from '../support/article-page';
import { comp, inOneDay, oneMinuteAgo } from '../support/comp';
import { TestGraph } from '../support/test-graph';
import { until } from '../support/until';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const reader = personaEntry('reader').accountId;

async function typeOfContent(token: string) {
  const { data } = await graph.ask(articlePage, { slug: slugs.members }, token);
  return (data?.article as ArticlePage).content.__typename;
}

test('a comped reader reads members articles in the very next request; taken away, it closes within 2 s', async () => {
  const [staff, token] = [await graph.signIn('billing'), await graph.signIn('reader')];
  for (const round of [1, 2, 3]) {
    expect(await typeOfContent(token)).toBe('PreviewContent');
    const given = await comp(graph, staff, reader, inOneDay(), `give-${round}`);
    expect(given.payload?.errors).toEqual([]);
    expect(await typeOfContent(token)).toBe('FullContent');

    const taken = await comp(graph, staff, reader, oneMinuteAgo(), `take-${round}`);
    expect(taken.payload).toMatchObject({ account: { entitlements: [] }, errors: [] });
    await until(
      () => typeOfContent(token),
      (type) => type === 'PreviewContent',
      2_000,
    );
  }
});

test('the reader sees the new entitlement and the badge', async () => {
  const [staff, token] = [await graph.signIn('billing'), await graph.signIn('author')];
  await comp(graph, staff, personaEntry('author').accountId, inOneDay(), 'author');
  const { data, errors } = await graph.ask(
    '{ viewer { id entitlements { source feature { code } plan { name } } user { handle isSupporter } } }',
    {},
    token,
  );
  expect(errors).toEqual([]);
  expect(data?.viewer).toMatchObject({
    entitlements: expect.arrayContaining([expect.objectContaining({ source: 'COMP' })]) as unknown,
    user: { isSupporter: true },
  });
});

test.each([
  ['a guest', null, 'UNAUTHENTICATED'],
  ['a reader', 'reader', 'FORBIDDEN'],
  ['an editor', 'editor', 'FORBIDDEN'],
] as const)('%s cannot comp anyone', async (_who, persona, code) => {
  const token = persona ? await graph.signIn(persona) : '';
  const { data, errors } = await comp(graph, token, reader, inOneDay(), 'forbidden');
  expect(data?.entitlementComp ?? null).toBeNull();
  expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['entitlementComp'], code],
  ]);
});
