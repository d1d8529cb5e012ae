import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { loadSupergraph } from '@nutgraf/gateway/plan/supergraph/supergraph';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { signAccessToken } from '../../support/access-token';
import { type ProtectedField, protectedFields } from '../../support/protected-fields';
import { type Road, roadsTo } from '../../support/roads';
import { type GraphAnswer, TestGraph } from '../../support/test-graph';

/**
 * Fields for which no road is seen to end in a refusal, with the reason. Whoever adds a line says why nobody can ask for
 * the field, or why its parent cannot be had by who may not see it.
 */
const unreached: Readonly<Record<string, string>> = {};

const { schema, apiSchema } = loadSupergraph(
  readFileSync(join(__dirname, '../../../schema/supergraph.graphql'), 'utf8'),
);
const fields = protectedFields(schema);
const reader = personaEntry('reader');

/** With these a guest gets as far as can be: a sign-in answers with an account. */
const values = { email: reader.email, password: personaPassword, SessionTransport: 'BEARER' };

let graph: TestGraph;
let rejecting: string;
/** Access tokens by what their owners lack. */
let callers: Readonly<Record<'guest' | 'reader without scopes', string | undefined>>;
beforeAll(async () => {
  graph = await TestGraph.start();
  rejecting = await graph.startAnotherGateway({ authorization: { onRefusal: 'reject' } });
  callers = {
    guest: undefined,
    'reader without scopes': await signAccessToken(graph, reader.accountId, { scope: 'other' }),
  };
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => Object.values(graph.proxies).forEach((proxy) => proxy.reset()));

/** How often subgraphs were asked for the field. */
function asksFor({ type, field }: ProtectedField): number {
  let count = 0;
  for (const { requests } of Object.values(graph.proxies)) {
    for (const { body } of requests) {
      const { query = '{ __typename }' } = JSON.parse(body || '{}') as { query?: string };
      const types = new TypeInfo(schema);
      visit(
        parse(query),
        visitWithTypeInfo(types, {
          Field: ({ name }) => {
            if (name.value === field && types.getParentType()?.name === type) count += 1;
          },
        }),
      );
    }
  }
  return count;
}

/** Places at which an answer has the field, as paths, and what is there. */
function placesOf({ data }: GraphAnswer, { parents, keys }: Road): readonly (readonly [string, unknown])[] {
  let places: (readonly [string, unknown])[] = [['', data]];
  const follow = (key: string, from: typeof places): typeof places =>
    from
      .flatMap(([path, value]) => inside(path, value))
      .flatMap(([path, value]) => {
        const object = value as Record<string, unknown> | null | undefined;
        return object && key in object ? [[`${path}.${key}`, object[key]] as const] : [];
      });
  for (const key of parents) places = follow(key, places);
  return keys.flatMap((key) => follow(key, places));
}

function inside(path: string, value: unknown): readonly (readonly [string, unknown])[] {
  return Array.isArray(value)
    ? value.flatMap((item, index) => inside(`${path}.${index}`, item))
    : [[path, value]];
}

const refusalsIn = ({ errors }: GraphAnswer) =>
  errors
    .filter(({ extensions: { code } }) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN')
    .map(({ path = [] }) => `.${path.join('.')}`);

test('A1 there are protected fields to try', () => {
  expect(fields.length).toBeGreaterThan(5);
});

describe.each(fields.map((field) => [`${field.type}.${field.field}`, field] as const))(
  'A1 %s',
  (name, field) => {
    const roads = roadsTo(apiSchema, field.type, field.field, values);
    const refused = field.needsScopes ? (['guest', 'reader without scopes'] as const) : (['guest'] as const);

    test('all roads are operations of the graph', () => {
      for (const { query } of roads) expect([query, validate(apiSchema, parse(query))]).toEqual([query, []]);
      expect(roads.length > 0 || name in unreached).toBe(true);
    });

    test.each(refused)(
      'is seen by no %s, whatever the road, and no subgraph is asked for it',
      async (caller) => {
        const refusals = new Set<string>();
        for (const road of roads) {
          const answer = await graph.ask(road.query, road.variables, callers[caller]);
          const places = placesOf(answer, road);
          expect([road.name, places.filter(([, value]) => value !== null)]).toEqual([road.name, []]);
          const told = refusalsIn(answer);
          // A parent that was refused as well has the error.
          for (const [path] of places)
            expect([road.name, told]).toEqual([road.name, expect.arrayContaining([path])]);
          if (places.length > 0) refusals.add(road.name);
        }
        expect(asksFor(field)).toBe(0);
        expect(refusals.size > 0 || name in unreached).toBe(true);
      },
    );

    test.each(refused)('refuses the whole operation of a %s where that is configured', async (caller) => {
      for (const road of roads) {
        const { status, data, errors } = await graph.ask(
          road.query,
          road.variables,
          callers[caller],
          rejecting,
        );
        expect([road.name, status, data]).toEqual([road.name, caller === 'guest' ? 401 : 403, undefined]);
        expect(errors.length).toBeGreaterThan(0);
      }
      expect(Object.values(graph.proxies).flatMap(({ requests }) => requests)).toEqual([]);
    });
  },
);

test('A1 the same roads lead to the field for who may see it', async () => {
  const token = await graph.signIn('reader');
  const seen = new Set<unknown>();
  for (const road of roadsTo(apiSchema, 'Account', 'email', values)) {
    if (road.query.startsWith('mutation')) continue;
    const answer = await graph.ask(road.query, road.variables, token);
    for (const [, value] of placesOf(answer, road)) seen.add(value);
  }
  expect(seen).toEqual(new Set([reader.email]));
});

test('A1 introspection shows the protected fields to everybody: names are no secret', async () => {
  const { data, errors } = await graph.ask('{ __type(name: "Account") { fields { name } } }');
  expect(errors).toEqual([]);
  expect(data?.__type).toMatchObject({ fields: expect.arrayContaining([{ name: 'email' }]) as unknown });
});
