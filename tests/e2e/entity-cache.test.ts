import { ArticlePageDocument } from '@nutgraf/client/documents';
import { print } from 'graphql';
import { startRedis, type TestRedis } from '../support/start-redis';
import { TestGraph } from '../support/test-graph';

test('try', async () => {
  await using redis: TestRedis = await startRedis();
  await using graph = await TestGraph.start({
    redis: { url: redis.url },
    cache: { enabled: true, subgraphs: { users: { ignoreHeaders: ['cookie'] } } },
  });
  for (let i = 0; i < 3; i++) {
    const r = await fetch(graph.url, { method: 'POST', headers: { 'content-type': 'application/json', 'nutgraf-cache': 'true' },
      body: JSON.stringify({ query: String(ArticlePageDocument), variables: { slug: 'the-quiet-return-of-the-night-train' } }) });
    const t = JSON.parse(await r.text());
    console.log(JSON.stringify(t.extensions), JSON.stringify(t.errors), JSON.stringify(t.data)?.length);
  }
  for (const [n, p] of Object.entries(graph.proxies)) console.log(n, (p as any).count ?? Object.keys(p));
}, 60000);
