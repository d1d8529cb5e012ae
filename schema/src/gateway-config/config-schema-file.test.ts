import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configSchemaFile } from './config-schema-file';
import { settingComments } from './setting-comments';

interface Json {
  readonly description?: string;
  readonly type?: string;
  readonly default?: unknown;
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
  readonly additionalProperties?: Json | false;
  readonly anyOf?: readonly Json[];
}

const schema = JSON.parse(configSchemaFile()[1]) as Json;

/** The setting at a path, such as `subgraphs.*.url`. */
function at(path: string): Json {
  return path.split('.').reduce((inside, name) => {
    const next = name === '*' ? (inside.items ?? inside.additionalProperties) : inside.properties?.[name];
    if (!next) throw new Error(`There is no ${name} in ${path}.`);
    return next;
  }, schema);
}

function* settings(inside: Json, path: readonly string[] = []): Generator<readonly [string, Json]> {
  for (const [name, setting] of Object.entries(inside.properties ?? {})) {
    yield [[...path, name].join('.'), setting];
    yield* settings(setting, [...path, name]);
  }
  for (const each of [inside.items, inside.additionalProperties]) {
    if (each) yield* settings(each, [...path, '*']);
  }
  for (const one of inside.anyOf ?? []) yield* settings(one, path);
}

const all = [...settings(schema)];

it('every setting has help for editors', () => {
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter(([, { description }]) => !description).map(([path]) => path)).toEqual([]);
  expect(at('http').description).toMatch(/^Where the gateway listens/);
  expect(at('subgraphs.*.timeoutMs').description).toMatch(/in milliseconds/);
});

it('a number, a boolean or a URL may stand in a variable', () => {
  const takesVariable = ({ anyOf }: Json) => anyOf?.some(({ $ref }) => $ref === '#/definitions/variable');
  for (const path of ['http.port', 'introspection', 'redis.url', 'log.level', 'subgraphs.*.url']) {
    expect([path, takesVariable(at(path))]).toEqual([path, true]);
  }
  const typed = all.filter(([, { type }]) => ['number', 'integer', 'boolean'].includes(type ?? ''));
  expect(typed.map(([path]) => path)).toEqual([]);
});

it('defaults are told, but none that depend on where the gateway runs', () => {
  expect(at('http.port').default).toBe(4000);
  expect([at('introspection').default, at('log.level').default]).toEqual([undefined, undefined]);
});

it('what is not known is refused, and what is needed is named', () => {
  expect([schema.additionalProperties, at('http').additionalProperties]).toEqual([false, false]);
  expect(at('identity.jwt').required).toEqual(['jwksUrl', 'issuer', 'audience']);
  expect(schema.required).toBeUndefined();
});

it('finds comments through imports, functions, lists, records, spreads and what wraps a schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nutgraf-comments-'));
  writeFileSync(
    join(folder, 'one.ts'),
    `/** One. */
     export const one = z.strictObject({
       /** A list. */
       list: hide(z.array(z.strictObject({
         /** In a list. */
         a: z.string(),
       })).default([])),
     });
     const hide = (schema) => schema;
     export const common = {
       /** Common. */
       all: z.string(),
     };`,
  );
  writeFileSync(
    join(folder, 'root.ts'),
    `import { one as first, common } from './one';
     const root = z.strictObject({
       first: first.optional(),
       /** Said here. */
       again: first.prefault({}),
       names: z.record(z.string(), z.union([z.string(), z.strictObject({ ...common })])),
       late: later(),
     }).refine(() => true).transform((value) => value);
     function later() { return z.strictObject({
       /** Late, see {@link one}. */
       b: z.string(),
     }); }`,
  );
  expect(Object.fromEntries(settingComments(join(folder, 'root.ts'), 'root'))).toEqual({
    first: 'One.',
    'first.list': 'A list.',
    'first.list.*.a': 'In a list.',
    again: 'Said here.',
    'again.list': 'A list.',
    'again.list.*.a': 'In a list.',
    'names.*.all': 'Common.',
    'late.b': 'Late, see one.',
  });
  rmSync(folder, { recursive: true });
});
