import fc from 'fast-check';
import { NoUnusedVariablesRule, parse, specifiedRules, validate } from 'graphql';
import { ask } from '../support/ask';
import { oracle } from '../support/oracle';
import { library, libraryGraph } from './library-graph';
import { placesOf } from './places';
import { randomOperation } from './random-operation';

const { apiSchema } = libraryGraph.supergraph;
const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);

/** About four of ten seeds give a valid operation; a failing seed is printed and gives the same again. */
const operations = fc
  .noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 }))
  .map((seed) => randomOperation(apiSchema, seed))
  .filter((query) => validate(apiSchema, parse(query), rules).length === 0);

const variables = fc.record({ yes: fc.boolean(), no: fc.boolean() });
const numRuns = Number(process.env.RANDOM_RUNS ?? 250);
const timeoutMs = Math.max(30_000, numRuns * 100);

test(
  'random operations give what graphql-js gives over the whole',
  async () => {
    const property = fc.asyncProperty(operations, variables, async (query, values) => {
      const asked = await ask(libraryGraph, query, { variables: values });
      expect(asked.errors).toEqual([]);
      expect(JSON.stringify(asked.data)).toBe(
        JSON.stringify(await oracle(libraryGraph, query, library, values)),
      );
    });
    await fc.assert(property, { numRuns });
  },
  timeoutMs,
);

test(
  'with a dead subgraph every null has exactly one error, and every error its null',
  async () => {
    const dead = fc.constantFrom('catalog', 'people', 'prices', 'houses');
    const property = fc.asyncProperty(operations, variables, dead, async (query, values, name) => {
      const { data, errors } = await ask(libraryGraph, query, { variables: values, down: [name] });
      const whole = placesOf(await oracle(libraryGraph, query, library, values));
      const places = placesOf(data);
      const told = errors.map(({ path }) => (path ?? []).join('/'));
      for (const [path, value] of places) {
        if (value !== null) {
          expect({ path, value }).toEqual({ path, value: whole.get(path) });
          continue;
        }
        const count = told.filter(
          (each) => each === path || path === '' || each.startsWith(`${path}/`),
        ).length;
        // A null that would be there anyway has an error when it was a dead subgraph's to say.
        if (whole.get(path) !== null || count > 1) expect({ path, count }).toEqual({ path, count: 1 });
      }
      for (const path of told) expect(nearest(places, path)).toBeNull();
      expect(new Set(errors.map(({ extensions }) => extensions?.code))).toEqual(
        new Set(errors.length > 0 ? ['SUBREQUEST_HTTP_ERROR'] : []),
      );
    });
    await fc.assert(property, { numRuns });
  },
  timeoutMs,
);

/** The value at a path, or at the end of what there is of it. */
function nearest(places: ReadonlyMap<string, unknown>, path: string): unknown {
  for (let here = path; ; here = here.slice(0, here.lastIndexOf('/'))) {
    if (places.has(here)) return places.get(here);
    if (!here.includes('/')) return places.get('');
  }
}
