import {
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { GraphAnswer } from './test-graph';

/** One object of the demo data, and how to ask for it. */
export interface ProbedObject {
  /** What the table calls it. */
  readonly name: string;
  readonly type: string;
  /** Root field with arguments, then fields on the way to it. */
  readonly way: readonly string[];
}

/** Runs one operation as one role. */
export type AskAs = (query: string) => Promise<GraphAnswer>;

/**
 * What a role is shown of each field of an object: `yes`, the type behind a union or an interface, `empty` for a list, `null`,
 * the code of a refusal, `error` for any other error, or `-` when nothing leads to such an object.
 */
export async function cellsOf(
  schema: GraphQLSchema,
  object: ProbedObject,
  ask: AskAs,
): Promise<ReadonlyMap<string, string>> {
  const fields = fieldsOf(schema, object.type);
  const answer = await ask(queryFor(object, fields));
  const cells = cellsIn(answer, object, fields);
  // An error where null is not allowed takes the others along, so they are asked one by one.
  if (answer.errors.every(({ path = [] }) => isAt(path, answer))) return cells;
  const single = await Promise.all(
    fields.map(async (field) => cellsIn(await ask(queryFor(object, [field])), object, [field])),
  );
  return new Map(single.flatMap((each) => [...each]));
}

/** Codes by which a client is told that it may not see something. */
const refusals = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);

type Field = GraphQLField<unknown, unknown>;

function fieldsOf(schema: GraphQLSchema, typeName: string): readonly Field[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`There is no object type ${typeName}.`);
  return Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function queryFor({ way }: ProbedObject, fields: readonly Field[]): string {
  const selection = fields.map((field) => field.name + subselection(field)).join(' ');
  return way.reduceRight((inside, step) => `{ ${step} ${inside} }`, `{ ${selection} }`);
}

function subselection({ type }: Field): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const isConnection = isObjectType(named) && 'nodes' in named.getFields();
  return isConnection ? ' { nodes { __typename } }' : ' { __typename }';
}

function cellsIn(answer: GraphAnswer, { way }: ProbedObject, fields: readonly Field[]): Map<string, string> {
  const names = way.map((step) => /^\w+/.exec(step)![0]);
  const found = names.reduce<unknown>(
    (value, name) => first((value as Record<string, unknown> | null)?.[name]),
    answer.data,
  );
  const codeAt = (test: (path: readonly (string | number)[]) => boolean) =>
    answer.errors.find(({ path = [] }) => test(path))?.extensions.code;
  return new Map(
    fields.map((field) => {
      const code = codeAt((path) => path.at(-1) === field.name) ?? codeAt(() => found == null);
      if (typeof code === 'string') return [field.name, refusals.has(code) ? code : 'error'];
      if (found == null) return [field.name, '-'];
      return [field.name, cellOf((found as Record<string, unknown>)[field.name], field)];
    }),
  );
}

function cellOf(value: unknown, { type }: Field): string {
  if (value == null) return 'null';
  const nodes = (value as { nodes?: unknown }).nodes ?? value;
  if (Array.isArray(nodes)) return nodes.length > 0 ? 'yes' : 'empty';
  const { __typename } = value as { __typename?: string };
  return __typename !== undefined && __typename !== getNamedType(type).name ? __typename : 'yes';
}

/** The first of a list, for a row of which every one is as good. */
function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** Whether the place of an error is in the answer. */
function isAt(path: readonly (string | number)[], { data }: GraphAnswer): boolean {
  const parent = path
    .slice(0, -1)
    .reduce<unknown>(
      (value, key) => (value as Record<string | number, unknown> | null | undefined)?.[key],
      data,
    );
  return parent != null;
}

/** The whole as text: a row for each field of each object, a column for each role. */
export function printTable(
  roles: readonly string[],
  rows: readonly (readonly [name: string, cells: readonly string[]])[],
): string {
  const lines = [['', ...roles], ...rows.map(([name, cells]) => [name, ...cells])];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
