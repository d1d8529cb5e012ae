import { createGateway, type Gateway, type GatewayOptions } from '@nutgraf/gateway';
import { Cleanup } from '@nutgraf/gateway/http/fixtures/cleanup';
import { ask, faults } from '@nutgraf/gateway/http/fixtures/client';
import { audience, type Issuer, startIssuer } from '@nutgraf/gateway/http/fixtures/issuer';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { loadSupergraph } from '@nutgraf/gateway/plan/supergraph/supergraph';
import { parse, validate } from 'graphql';
import { roadsTo } from '../support/roads';

/** Every road to every protected field of graphs with all the shapes that can hide one. */

const cleanup = new Cleanup();
let issuer: Issuer;
let shop: TestSubgraph;
let ratings: TestSubgraph;
let open: Gateway;
let rejecting: Gateway;
let supergraph: string;
beforeAll(async () => {
  issuer = cleanup.add(await startIssuer());
  shop = cleanup.add(await startSubgraph('shop', shopTypes, shopResolvers));
  ratings = cleanup.add(await startSubgraph('ratings', ratingsTypes, ratingsResolvers));
  // Composition makes `derived` demand what it is computed from; a composer of less care does not.
  // So it is with the types of an interface object.
  supergraph = withoutGuard(renamed(compose([shop, ratings])), 'derived').replace(
    /(stars: Int @join__field) @only\(.*\)/g,
    '$1',
  );
  const settings: GatewayOptions = {
    supergraph,
    http: { port: 0 },
    log: { level: 'silent' },
    identity: { jwt: { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience } },
    authorization: { policies: { staff: { scopes: ['staff'] }, owner: { claims: { owner: true } } } },
  };
  open = cleanup.add(await createGateway(settings));
  const authorization = { ...settings.authorization, onRefusal: 'reject' } as const;
  rejecting = cleanup.add(await createGateway({ ...settings, authorization }));
});
afterAll(cleanup.run);
beforeEach(() => [shop, ratings].forEach(({ requests }) => (requests.length = 0)));

const shopTypes = `
  type Query { product: Product  found: [Found!]!  media: [Media!]!  me: Person  vault: Vault  film: Film }
  type Mutation { buy(id: ID!): Receipt  burn(reason: String!): String @authenticated }
  type Receipt { product: Product  code: String @requiresScopes(scopes: [["pay", "read"], ["admin"]]) }
  interface Item { id: ID!  cost: Int }
  type Product implements Item @key(fields: "id") {
    id: ID!  name: String  cost: Int @requiresScopes(scopes: [["admin"]])  weight: Int @authenticated  grade: Grade  similar: [Product!]
  }
  enum Grade @policy(policies: [["staff", "owner"], ["root"]]) { A B }
  union Found = Product | Person | Vault
  type Person { name: String  mail: String @authenticated  boss: Person }
  type Vault @policy(policies: [["staff"]]) { gold: String }
  interface Media @key(fields: "id") { id: ID!  title: String }
  type Film implements Media @key(fields: "id") { id: ID!  title: String  cut: String @authenticated }
  type Song implements Media @key(fields: "id") { id: ID!  title: String @authenticated }`;

const product = { __typename: 'Product', id: 'p1', name: 'Lamp', cost: 666_001, weight: 666_002, grade: 'A' };
const person = {
  __typename: 'Person',
  name: 'Ann',
  mail: 'LEAK-mail',
  boss: { name: 'Bob', mail: 'LEAK-mail' },
};
const film = { __typename: 'Film', id: 'f1', title: 'Night', cut: 'LEAK-cut' };
const shopResolvers = {
  Query: {
    product: () => ({ ...product, similar: [product] }),
    found: () => [product, person, { __typename: 'Vault', gold: 'LEAK-gold' }],
    media: () => [film, { __typename: 'Song', id: 's1', title: 'LEAK-title' }],
    me: () => person,
    vault: () => ({ gold: 'LEAK-gold' }),
    film: () => film,
  },
  Mutation: { buy: () => ({ product, code: 'LEAK-code' }), burn: () => 'LEAK-burn' },
  Product: { __resolveReference: () => product },
  Film: { __resolveReference: () => film },
  Song: { __resolveReference: () => ({ id: 's1', title: 'LEAK-title' }) },
  Media: {
    __resolveReference: ({ id }: { id: string }) => ({ __typename: id === 'f1' ? 'Film' : 'Song', id }),
  },
};

const ratingsTypes = `
  type Media @key(fields: "id") @interfaceObject { id: ID!  stars: Int @policy(policies: [["staff"]])  note: String }
  type Product @key(fields: "id") {
    id: ID!  weight: Int @external  derived: String @requires(fields: "weight") @authenticated
  }`;
const ratingsResolvers = {
  Media: {
    __resolveReference: ({ id }: { id: string }) => ({ id }),
    stars: () => 666_003,
    note: () => 'fine',
  },
  Product: { __resolveReference: ({ weight }: { weight: number }) => ({ derived: `LEAK-${weight}` }) },
};

/** The same rules under other names, as the link specification lets a supergraph have them. */
function renamed(sdl: string): string {
  return sdl
    .replace(
      /@link\(url: "([^"]*)\/authenticated\/v0.1"/,
      '@link(url: "$1/authenticated/v0.1", as: "signedIn"',
    )
    .replace(
      /@link\(url: "([^"]*)\/requiresScopes\/v0.1"/,
      '@link(url: "$1/requiresScopes/v0.1", as: "needs"',
    )
    .replace(
      /@link\(url: "([^"]*)\/policy\/v0.1"/,
      '@link(url: "$1/policy/v0.1", import: [{ name: "@policy", as: "@only" }]',
    )
    .replace(/@authenticated\b/g, '@signedIn')
    .replace(/@requiresScopes\b/g, '@needs')
    .replaceAll('requiresScopes__Scope', 'needs__Scope')
    .replace(/(?<!")@policy\b/g, '@only');
}

function withoutGuard(sdl: string, field: string): string {
  return sdl.replace(new RegExp(`^(\\s*${field}:.*?) @signedIn\\b`, 'm'), '$1');
}

/** What is protected, who sees it, and who does not. */
const fields: readonly (readonly [string, string, sees: object, not: readonly (object | null)[]])[] = [
  ['Product', 'cost', { scope: 'admin' }, [null, {}, { scope: 'adm' }]],
  ['Product', 'weight', {}, [null]],
  ['Product', 'grade', { scope: 'staff', owner: true }, [null, {}, { scope: 'staff' }, { owner: true }]],
  ['Product', 'derived', {}, [null]],
  ['Person', 'mail', {}, [null]],
  ['Vault', 'gold', { scope: 'staff' }, [null, {}]],
  ['Query', 'vault', { scope: 'staff' }, [null, {}]],
  ['Receipt', 'code', { scope: 'read pay' }, [null, {}, { scope: 'pay' }]],
  ['Mutation', 'burn', {}, [null]],
  ['Film', 'cut', {}, [null]],
  ['Song', 'title', {}, [null]],
  ['Film', 'stars', { scope: 'staff' }, [null, {}]],
  ['Song', 'stars', { scope: 'staff' }, [null, {}]],
];

const leak = /LEAK|66600/;

async function askAs(gateway: Gateway, claims: object | null, query: string, variables: unknown) {
  const headers: Record<string, string> =
    claims === null ? {} : { authorization: `Bearer ${await issuer.sign({ ...claims })}` };
  return ask(gateway.url, query, { headers, variables });
}

const bodies = () => [shop, ratings].flatMap(({ requests }) => requests.map(({ body }) => body));

test('the supergraph says its rules under other names', () => {
  expect(supergraph).toContain('@needs(');
  expect(supergraph).toContain('@only(');
  expect(supergraph).not.toMatch(/^\s*(cost|code|mail|cut):.*@(authenticated|requiresScopes|policy)/m);
  expect(supergraph.match(/stars: Int @join__field$/gm)).toHaveLength(2);
  expect(supergraph).toMatch(/^\s*derived: String @join__field\([^)]*requires: "weight"\)$/m);
});

describe.each(fields)('%s.%s', (type, field, sees, not) => {
  const roads = () => {
    const { apiSchema } = loadSupergraph(supergraph);
    const found = roadsTo(apiSchema, type, field, { id: 'p1' });
    for (const { query } of found) expect([query, validate(apiSchema, parse(query))]).toEqual([query, []]);
    expect(found.length).toBeGreaterThan(5);
    return found;
  };

  test.each(not)('is shown to no %j by any road, nor asked for', async (claims) => {
    for (const { name, query, variables, keys } of roads()) {
      const answer = await askAs(open, claims, query, variables);
      expect([name, JSON.stringify(answer.data)]).toEqual([name, expect.not.stringMatching(leak)]);
      const code = claims === null && !/grade|gold|vault|stars/.test(field) ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      const told = faults(answer);
      expect([name, told.length > 0]).toEqual([name, true]);
      expect([name, told]).toEqual([
        name,
        told.map(() => expect.stringMatching(`^${code} .*(${keys.join('|')}|vault)`) as string),
      ]);
    }
    for (const body of bodies()) expect(body).not.toMatch(new RegExp(`\\b${field}\\b`));
  });

  test.each(not)('refuses the whole operation of %j where that is configured', async (claims) => {
    for (const { name, query, variables } of roads()) {
      const { status, data } = await askAs(rejecting, claims, query, variables);
      expect([name, [401, 403].includes(status), data]).toEqual([name, true, undefined]);
    }
    expect(bodies()).toEqual([]);
  });

  test('is shown to who may see it', async () => {
    const seen: string[] = [];
    for (const { query, variables } of roads()) {
      seen.push(JSON.stringify((await askAs(open, sees, query, variables)).data));
    }
    const value = field === 'grade' ? /"A"/ : field === 'vault' ? /"vault":\{/ : leak;
    expect(seen.filter((text) => value.test(text)).length).toBeGreaterThan(0);
  });
});

test.each([
  ['an interface, where one type is guarded', '{ media { id title } }', /title/],
  ['an interface object, through the interface', '{ media { stars } }', /stars/],
  ['an interface object, through one of its types', '{ film { stars } }', /stars/],
  ['an interface of another kind', '{ product { ... on Item { cost } } }', /cost/],
  ['the second place of a fragment', '{ me { ...P boss { ...P } } } fragment P on Person { mail }', /mail/],
  ['a union', '{ found { ... on Vault { g: gold } ... on Person { boss { mail } } } }', /gold|mail/],
])('nothing leaks through %s', async (_, query, field) => {
  const answer = await askAs(open, null, query, {});
  expect(answer.errors?.length).toBeGreaterThan(0);
  expect(JSON.stringify(answer.data)).not.toMatch(leak);
  for (const body of bodies()) expect(body).not.toMatch(field);
});

test('the open field of an interface object is shown to all', async () => {
  const { data, errors } = await askAs(open, null, '{ media { note } film { note } }', {});
  expect([errors, data]).toEqual([
    undefined,
    { media: [{ note: 'fine' }, { note: 'fine' }], film: { note: 'fine' } },
  ]);
});
