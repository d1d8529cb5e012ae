import { personaEntry } from '@nutgraf/kit/demo/roster';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { getIntrospectionQuery } from 'graphql';
import { slugs } from '../../support/article-page';
import { TestGraph } from '../../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => Object.values(graph.proxies).forEach((proxy) => proxy.reset()));

const requests = () => Object.values(graph.proxies).flatMap((proxy) => proxy.requests);
const member = personaEntry('member');

describe('A3 what only a gateway asks of subgraphs is refused at the gateway', () => {
  const account = `{ __typename: "Account", id: "${member.accountId}" }`;
  test.each<[string, string, object?]>([
    ['_entities', `{ _entities(representations: [${account}]) { ... on Account { email } } }`],
    [
      '_entities with variables',
      'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
      { of: [{ __typename: 'Account', id: member.accountId }] },
    ],
    ['_entities behind another field', '{ viewer { id } _entities(representations: []) { __typename } }'],
    ['_entities behind an alias', '{ a: _entities(representations: []) { __typename } }'],
    [
      '_entities in a fragment',
      '{ ...F } fragment F on Query { _entities(representations: []) { __typename } }',
    ],
    ['_entities in a mutation', 'mutation { _entities(representations: []) { __typename } }'],
    ['_service', '{ _service { sdl } }'],
    ['an _Entity', '{ viewer { ... on _Entity { __typename } } }'],
  ])('%s', async (_, query, variables = {}) => {
    for (const token of [undefined, await graph.signIn('admin')]) {
      for (const proxy of Object.values(graph.proxies)) proxy.reset();
      const { status, data, errors } = await graph.ask(query, variables, token);
      expect([status, data]).toEqual([400, undefined]);
      for (const { extensions } of errors) expect(extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(errors.length).toBeGreaterThan(0);
      expect(requests()).toEqual([]);
    }
  });

  test('and introspection does not know of it', async () => {
    const { text, errors } = await graph.ask(getIntrospectionQuery({ specifiedByUrl: true, oneOf: true }));
    expect(errors).toEqual([]);
    expect(text).toContain('"Account"');
    expect(text).not.toMatch(
      /"_entities"|"_service"|"_Any"|"_Entity"|"_Service"|join__|link__|"requiresScopes/,
    );
    const { data } = await graph.ask('{ __type(name: "_Any") { name } e: __type(name: "_Entity") { name } }');
    expect(data).toEqual({ __type: null, e: null });
    expect(requests()).toEqual([]);
  });
});

describe('A4 ids of others, and representations in the place of ids, give nothing', () => {
  const forged = JSON.stringify({ __typename: 'Account', id: member.accountId });

  test.each([
    ['an account as a user', '{ user(by: { id: $id }) { id } }', member.accountId],
    ['a session as an article', '{ article(by: { id: $id }) { id } }', 'ses_01DEM000000000000000000001'],
    ['a representation as an id', '{ user(by: { id: $id }) { id } }', forged],
    ['a representation as a slug', '{ article(by: { slug: $id }) { id } }', forged],
    ['a draft', '{ article(by: { id: $id }) { id title } }', demoId('art', 121)],
    ['an unpublished article', '{ article(by: { id: $id }) { id title } }', demoId('art', 123)],
  ])('%s', async (_, selection, id) => {
    const type = selection.includes('slug') ? 'String' : 'ID';
    const { data, errors } = await graph.ask(`query ($id: ${type}!) ${selection}`, { id });
    expect([Object.values(data ?? {}), errors]).toEqual([[null], []]);
  });

  test('to comment on, comp or sign out for someone else takes more than their id', async () => {
    const reader = await graph.signIn('reader');
    const signedIn = await graph.signIn('member');
    const comp = `mutation { entitlementComp(accountId: "${personaEntry('reader').accountId}", planId: "${demoId('pln', 2)}",
      until: "2030-01-01T00:00:00Z", note: "forged", idempotencyKey: "forged") { account { id } } }`;
    const comped = await graph.ask(comp, {}, reader);
    expect([comped.data, comped.errors.map(({ extensions }) => extensions.code)]).toEqual([
      { entitlementComp: null },
      ['FORBIDDEN'],
    ]);
    const sessions = await graph.ask('{ viewer { sessions { nodes { id } } } }', {}, signedIn);
    const [session] = (sessions.data?.viewer as { sessions: { nodes: { id: string }[] } }).sessions.nodes;
    const revoked = await graph.ask(
      'mutation ($id: ID) { sessionRevoke(id: $id) { revokedSessionIds } }',
      { id: session?.id },
      reader,
    );
    expect(revoked.data?.sessionRevoke).toMatchObject({ revokedSessionIds: [] });
    expect((await graph.ask('{ viewer { id } }', {}, signedIn)).status).toBe(200);
  });

  test('a representation in a variable that no argument takes never leaves the gateway', async () => {
    const variables = {
      slug: slugs.members,
      representations: [{ __typename: 'Account', id: member.accountId }],
      $representations: [{ __typename: 'Account', id: member.accountId }],
    };
    const query = 'query ($slug: String!) { article(by: { slug: $slug }) { title authors { displayName } } }';
    const { errors } = await graph.ask(query, variables);
    expect(errors).toEqual([]);
    expect(requests().length).toBeGreaterThan(0);
    for (const { body } of requests()) expect(body).not.toContain(member.accountId);
  });
});
