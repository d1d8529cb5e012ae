import { createHash } from 'node:crypto';
import { createGateway, type Gateway } from '@nutgraf/gateway';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { audience, type Issuer, startIssuer } from '@nutgraf/gateway/http/fixtures/issuer';
import { Cleanup } from '@nutgraf/gateway/http/fixtures/cleanup';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { slugs } from '../../support/article-page';
import { TestGraph } from '../../support/test-graph';

type Who = 'a' | 'b' | 'guest';
const everybody = ['a', 'b', 'guest'] as const;
const orders: readonly (readonly Who[])[] = [
  ['a', 'b', 'guest'],
  ['a', 'guest', 'b'],
  ['b', 'a', 'guest'],
  ['b', 'guest', 'a'],
  ['guest', 'a', 'b'],
  ['guest', 'b', 'a'],
];

/** Runs all of them, so many at a time, begun in their order. */
async function inParallel(jobs: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) await job();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Who asks in the n-th request: every order in turn, each time for an operation that nobody asked before. */
const askerOf = (index: number) => orders[Math.floor(index / 3) % orders.length]![index % 3]!;

/** How a request is sent: with its text, registering it, or by its hash alone; compressed or not. */
function requestOf(query: string, index: number) {
  const hash = createHash('sha256').update(query).digest('hex');
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  const headers = { 'content-type': 'application/json', ...(index % 2 && { 'accept-encoding': 'identity' }) };
  return { headers, whole: index % 5 === 0 ? { query } : { query, extensions }, byHash: { extensions } };
}

async function send(url: string, query: string, index: number, token: string | undefined): Promise<string> {
  const { headers, whole, byHash } = requestOf(query, index);
  const post = async (body: object) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const init = { method: 'POST', headers: { ...headers, ...authorization } };
    const response = await fetch(url, { ...init, body: JSON.stringify(body) });
    return response.text();
  };
  if (index % 2 === 0) return post(whole);
  const text = await post(byHash);
  return text.includes('PERSISTED_QUERY_NOT_FOUND') ? post(whole) : text;
}

describe('A5 callers share what is prepared, and nothing of each other', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    // Three services in this process answer 40 at once, on a busy machine.
    graph = await TestGraph.start({}, 1, 20_000);
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  test('A5 600 requests of two people and guests in all orders: each gets their own answer to the last byte', async () => {
    const persona = { a: 'member', b: 'reader' } as const;
    const tokens = { a: await graph.signIn('member'), b: await graph.signIn('reader'), guest: undefined };
    const queryOf = (round: number) => `query Round${round} {
      viewer { id email user { id handle } subscription { id status } sessions(first: 2) { nodes { id } } }
      article(by: { slug: "${slugs.members}" }) { content { __typename ... on FullContent { plainText } ... on PreviewContent { plainText } } }
    }`;
    const alone = async (who: Who) => (await graph.ask(queryOf(0), {}, tokens[who])).text;
    const expected = { a: await alone('a'), b: await alone('b'), guest: await alone('guest') };
    expect(expected.a).toContain('FullContent');
    expect(expected.a).toContain(personaEntry(persona.a).email);
    expect(expected.b).toContain(personaEntry(persona.b).email);
    expect(expected.b).toContain('PreviewContent');
    expect(expected.guest).not.toContain('@');

    const seen = { a: new Set<string>(), b: new Set<string>(), guest: new Set<string>() };
    const jobs = Array.from({ length: 600 }, (_, index) => async () => {
      const who = askerOf(index);
      // A new operation for every three callers, one of each; some come back later.
      const round = Math.floor(index / 3) % 120;
      seen[who].add(withoutTrace(await send(graph.url, queryOf(round), index, tokens[who])));
    });
    // Three services in this process do the work.
    await inParallel(jobs, 40);
    for (const who of everybody) expect([who, [...seen[who]]]).toEqual([who, [withoutTrace(expected[who])]]);
  });
});

describe('A5 with policies and scopes', () => {
  const cleanup = new Cleanup();
  let issuer: Issuer;
  let subgraph: TestSubgraph;
  let gateway: Gateway;
  beforeAll(async () => {
    issuer = cleanup.add(await startIssuer());
    subgraph = cleanup.add(
      await startSubgraph(
        'vaults',
        `type Query { mine: Vault }
       type Vault { open: String! signed: String @authenticated scoped: String @requiresScopes(scopes: [["a"]]) vetted: String @policy(policies: [["b"]]) }`,
        {
          Query: {
            mine: () => ({
              open: 'open',
              signed: 'MARK-signed',
              scoped: 'MARK-scoped',
              vetted: 'MARK-vetted',
            }),
          },
        },
      ),
    );
    gateway = cleanup.add(
      await createGateway({
        supergraph: compose([subgraph]),
        http: { port: 0 },
        log: { level: 'silent' },
        identity: { jwt: { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience } },
        decidePolicies: async ({ claims, policies }) => {
          await new Promise((resolve) => setImmediate(resolve));
          return claims?.scope === 'b' ? policies : [];
        },
      }),
    );
  });
  afterAll(cleanup.run);

  test('A5 of 1,000 requests at once, no view of an operation is given to who is refused otherwise', async () => {
    const tokens = {
      a: await issuer.sign({ scope: 'a' }),
      b: await issuer.sign({ scope: 'b' }),
      guest: undefined,
    };
    const expected = {
      a: { open: 'open', signed: 'MARK-signed', scoped: 'MARK-scoped', vetted: null },
      b: { open: 'open', signed: 'MARK-signed', scoped: null, vetted: 'MARK-vetted' },
      guest: { open: 'open', signed: null, scoped: null, vetted: null },
    };
    const jobs = Array.from({ length: 1_000 }, (_, index) => async () => {
      const who = askerOf(index);
      const query = `query Round${Math.floor(index / 3) % 120} { mine { open signed scoped vetted } }`;
      const text = await send(gateway.url, query, index, tokens[who]);
      const { data } = JSON.parse(text) as { data: unknown };
      expect([who, data]).toEqual([who, { mine: expected[who] }]);
    });
    await inParallel(jobs, 1_000);
  });
});

/** Every request has a trace of its own. */
function withoutTrace(text: string): string {
  return text.replaceAll(/"traceId":"[^"]*"/g, '"traceId":""');
}
