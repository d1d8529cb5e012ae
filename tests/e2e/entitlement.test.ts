import { personaEntry } from '@nutgraf/kit/demo/roster';
import type { Client } from '@nutgraf/client';
import { UserChipFragmentDoc, ViewerShellDocument } from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import { readArticle, slugs } from '../support/article-page';
import { comp, inOneDay, oneMinuteAgo } from '../support/comp';
import { TestGraph } from '../support/test-graph';
import { until } from '../support/until';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const reader = personaEntry('reader').accountId;

async function typeOfContent(client: Client) {
  return (await readArticle(client, slugs.members)).article.content.__typename;
}

test('a comped reader reads members articles in the very next request; taken away, it closes within 2 s', async () => {
  const [staff, client] = [await graph.signIn('billing'), await graph.client('reader')];
  for (const round of [1, 2, 3]) {
    expect(await typeOfContent(client)).toBe('PreviewContent');
    const given = await comp(graph, staff, reader, inOneDay(), `give-${round}`);
    expect(given.payload?.errors).toEqual([]);
    expect(await typeOfContent(client)).toBe('FullContent');

    const taken = await comp(graph, staff, reader, oneMinuteAgo(), `take-${round}`);
    expect(taken.payload).toMatchObject({ account: { entitlements: [] }, errors: [] });
    await until(
      () => typeOfContent(client),
      (type) => type === 'PreviewContent',
      2_000,
    );
  }
});

test('the reader sees the new entitlement and the badge', async () => {
  const [staff, client] = [await graph.signIn('billing'), await graph.client('author')];
  await comp(graph, staff, personaEntry('author').accountId, inOneDay(), 'author');
  const { viewer } = await client.request(ViewerShellDocument);
  expect(viewer?.entitlements?.map(({ source }) => source)).toContain('COMP');
  expect(getFragmentData(UserChipFragmentDoc, viewer?.user)?.isSupporter).toBe(true);
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
