import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compose, startSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { loadSupergraph } from '@nutgraf/gateway/plan/supergraph/supergraph';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import type { PersonaKey } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { serviceNames } from '@nutgraf/stack/service-names';
import { cellsOf, printTable, type ProbedObject } from '../../support/access-table';
import { slugs } from '../../support/article-page';
import { TestGraph } from '../../support/test-graph';

/** What is promised. `UPDATE_ACCESS_TABLE=1` writes what is found instead, for a person to read. */
const file = join(__dirname, 'a2-objects-by-role.table.txt');

const legend = `What each role is shown of each field, of objects whose ids it knows.
yes, or the type that stands there; empty list; null; the code of a refusal;
error: the object does not exist for this role, and the field may not be null;
-: nothing leads to the object.

`;

/** Whose account, session, subscription and entitlement stand in the table. */
const owner: PersonaKey = 'member';

const roles: readonly (readonly [string, PersonaKey | null])[] = [
  ['guest', null],
  ['owner', owner],
  ['other user', 'reader'],
  ['other member', 'trial'],
  ['author', 'author'],
  ['editor', 'editor'],
  ['moderator', 'moderator'],
  ['billing admin', 'billing'],
  ['admin', 'admin'],
];

const entities = ['Account', 'Article', 'Comment', 'MemberSubscription', 'Plan', 'Price', 'Topic', 'User'];
const of = (type: string, id: string) => `probe${type}(id: "${id}")`;
const account = of('Account', personaEntry(owner).accountId);
const bySlug = (slug: string) => `article(by: { slug: "${slug}" })`;

const objects: readonly ProbedObject[] = [
  { name: 'account', type: 'Account', way: [account] },
  { name: 'session', type: 'Session', way: [account, 'sessions', 'nodes'] },
  { name: 'subscription', type: 'MemberSubscription', way: [of('MemberSubscription', demoId('sub', 2))] },
  { name: 'entitlement', type: 'Entitlement', way: [account, 'entitlements'] },
  { name: 'user', type: 'User', way: [of('User', personaEntry(owner).userId)] },
  { name: 'article for all', type: 'Article', way: [bySlug(slugs.public)] },
  { name: 'article for the registered', type: 'Article', way: [bySlug(slugs.registered)] },
  { name: 'article for members', type: 'Article', way: [bySlug(slugs.members)] },
  { name: 'draft', type: 'Article', way: [of('Article', demoId('art', hiddenArticle('DRAFT')))] },
  {
    name: 'scheduled article',
    type: 'Article',
    way: [of('Article', demoId('art', hiddenArticle('SCHEDULED')))],
  },
  {
    name: 'unpublished article',
    type: 'Article',
    way: [of('Article', demoId('art', hiddenArticle('UNPUBLISHED')))],
  },
  { name: 'comment', type: 'Comment', way: [of('Comment', demoId('cmt', 1))] },
  { name: 'plan', type: 'Plan', way: [of('Plan', demoId('pln', 2))] },
  { name: 'price', type: 'Price', way: [of('Price', demoId('prc', 10))] },
  { name: 'topic', type: 'Topic', way: [of('Topic', demoId('top', 1))] },
];

/** Number of an article that readers do not see: the demo has 120 that they do, then these in turn. */
function hiddenArticle(status: 'DRAFT' | 'SCHEDULED' | 'UNPUBLISHED'): number {
  return 121 + ['DRAFT', 'SCHEDULED', 'UNPUBLISHED'].indexOf(status);
}

test('A2 each role sees of each object what the table says', async () => {
  await using graph = await TestGraph.start();
  // A subgraph that names any object by its id: more than any client can ask for.
  const probe = await startSubgraph(
    'probe',
    `type Query { ${entities.map((type) => `probe${type}(id: ID!): ${type}`).join(' ')} }
     ${entities.map((type) => `type ${type} @key(fields: "id", resolvable: false) { id: ID! }`).join(' ')}`,
    {
      Query: Object.fromEntries(entities.map((type) => [`probe${type}`, (_: unknown, args: object) => args])),
    },
  );
  try {
    const folder = join(__dirname, '../../../schema/subgraphs');
    const services = serviceNames.map((name) => ({
      name,
      url: graph.proxies[name].url,
      typeDefs: readFileSync(join(folder, `${name}.graphql`), 'utf8'),
    }));
    const supergraph = compose([...services, probe]);
    const url = await graph.startAnotherGateway({ supergraph });
    const { apiSchema } = loadSupergraph(supergraph);
    const tokens = new Map<string, string | undefined>();
    for (const [role, persona] of roles) tokens.set(role, persona ? await graph.signIn(persona) : undefined);

    const rows: (readonly [string, readonly string[]])[] = [];
    for (const object of objects) {
      const columns = await Promise.all(
        roles.map(([role]) =>
          cellsOf(apiSchema, object, (query) => graph.ask(query, {}, tokens.get(role), url)),
        ),
      );
      for (const field of columns[0]!.keys()) {
        // Who asks says the id, and is told it again.
        if (field === 'id' && object.way[0]!.startsWith('probe') && object.way.length === 1) continue;
        rows.push([`${object.name}.${field}`, columns.map((cells) => cells.get(field) ?? '?')]);
      }
    }
    const found =
      legend +
      printTable(
        roles.map(([role]) => role.replace(' ', '-')),
        rows,
      );
    if (process.env.UPDATE_ACCESS_TABLE === '1') await writeFile(file, found);
    expect(found).toBe(await readFile(file, 'utf8'));
  } finally {
    await probe.stop();
  }
});
