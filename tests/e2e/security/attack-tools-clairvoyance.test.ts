import { codesOf, type SmallAnswer, SmallGraph } from '../../support/small-graph';

/*
 * What clairvoyance does: it guesses names and learns from what is suggested. All of it is asked of a gateway as it is in
 * production, with nothing configured.
 */
let graph: SmallGraph;
let fetches: number;
const mode = process.env.NODE_ENV;
beforeAll(async () => {
  process.env.NODE_ENV = 'production';
  graph = await SmallGraph.start();
});
afterAll(async () => {
  process.env.NODE_ENV = mode;
  await graph[Symbol.asyncDispose]();
});
beforeEach(() => {
  fetches = graph.fetches;
});
afterEach(() => {
  expect(graph.fetches).toBe(fetches);
});

const post = (body: object) => graph.post(JSON.stringify(body));

/** Refused, and none of the names that the schema has but the client did not say. */
function expectNoSuggestion(answer: SmallAnswer): void {
  expect(answer.status).toBe(400);
  expect(answer.text).not.toMatch(/did you mean/i);
  // The quotes are those of JSON.
  for (const name of [
    'shop',
    'echo',
    'Person',
    'Firm',
    'nearest',
    'GREEN',
    'RED',
    'min',
    'near',
    'nested',
    'include',
    'skip',
    'filter',
  ])
    expect(answer.text).not.toContain(`\\"${name}\\"`);
}

describe('clairvoyance', () => {
  it.each<[string, object]>([
    ['a field of the root', { query: '{ shp(id: "1") { id } }' }],
    ['a field of a mutation', { query: 'mutation { renam(id: "1") { id } }' }],
    ['a field of an object', { query: 'fragment F on Shop { nearst } { x: __typename ...F }' }],
    [
      'a field of a union, which its members have',
      { query: 'fragment F on Owner { first } { x: __typename ...F }' },
    ],
    ['an argument', { query: '{ echo(filtr: 1) }' }],
    ['an argument of a directive', { query: '{ __typename @skip(iff: true, if: false) }' }],
    ['a directive', { query: '{ __typename @includ(if: true) }' }],
    ['an enum value', { query: '{ a: __typename echo(color: GREE) }' }],
    ['an enum value in quotes', { query: '{ echo(color: "GREEN ") }' }],
    [
      'an enum value in a variable',
      { query: 'query ($c: Color) { echo(color: $c) }', variables: { c: 'GREE' } },
    ],
    [
      'an enum value of another case in a variable',
      { query: 'query ($c: Color) { echo(color: $c) }', variables: { c: 'gren' } },
    ],
    ['an input field', { query: '{ echo(filter: { min: 1, nea: "x" }) }' }],
    [
      'an input field in a variable',
      { query: 'query ($f: Filter) { echo(filter: $f) }', variables: { f: { min: 1, nea: 'x' } } },
    ],
    [
      'an input field deep in a variable',
      {
        query: 'query ($f: Filter) { echo(filter: $f) }',
        variables: { f: { min: 1, nested: { min: 1, neste: {} } } },
      },
    ],
    ['the type of a fragment', { query: '{ ... on Perso { first } }' }],
    ['the type of a named fragment', { query: 'fragment F on Shp { id } { ...F }' }],
    ['the type of a variable', { query: 'query ($a: Filte) { echo(filter: $a) }' }],
    ['a fragment', { query: 'fragment Shops on Query { __typename } { ...Shop ...Shops }' }],
    [
      'an operation',
      { query: 'query Shop1 { __typename } query Shop2 { __typename }', operationName: 'Shop' },
    ],
  ])('is told no name for %s that is nearly right', async (_, body) => {
    const { text, ...answer } = await post(body);
    const said = JSON.stringify(body);
    // What the client said itself may be repeated.
    const unsaid = text.replaceAll(/\\"(\w+)\\"/g, (quoted, name: string) =>
      new RegExp(`\\b${name}\\b`).test(said) ? '' : quoted,
    );
    expectNoSuggestion({ ...answer, text: unsaid });
  });

  it('is told the same of any name that no field has, near to one or not', async () => {
    const told = async (name: string) =>
      (await graph.ask(`{ ${name} }`)).text.replaceAll(name, 'x').replace(/[0-9a-f]{32}/, 'id');
    const [near, far] = [await told('echoo'), await told('zzzzzzzz')];
    expect(near).toBe(far);
    expect(near).toContain('Cannot query field \\"x\\" on type \\"Query\\".');
  });

  it('is told of five names at most in one request', async () => {
    const answer = await graph.ask(`{ ${Array.from({ length: 20 }, (_, at) => `word${at}`).join(' ')} }`);
    expect(codesOf(answer).length).toBeLessThanOrEqual(6);
  });
});
