import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** A way to ask for a field. */
export interface Road {
  /** How it goes there, for the name of a test. */
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Response names of the asked field's parents. */
  readonly parents: readonly string[];
  /** Response names of the asked field. */
  readonly keys: readonly string[];
}

/** Values for arguments, by name or by type; what is in neither is made up. */
export type Values = Readonly<Record<string, string | number | boolean>>;

interface Step {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/**
 * All roads to a field of an object type: for every field that can return the type, the shortest way there, and on each
 * of these the field itself, aliased, in fragments, under conditions.
 */
export function roadsTo(schema: GraphQLSchema, type: string, field: string, values: Values): readonly Road[] {
  const target = schema.getType(type);
  if (!isObjectType(target)) return [];
  const asked = target.getFields()[field];
  if (!asked) return [];
  const isRoot = target === schema.getQueryType() || target === schema.getMutationType();
  const ways = isRoot ? [[]] : waysTo(schema, target);
  return ways.flatMap((steps) => formsOf(schema, target, asked, steps, values));
}

/** One for each field that returns the type: the shortest way to it, then the field. */
function waysTo(schema: GraphQLSchema, target: GraphQLObjectType): readonly (readonly Step[])[] {
  const shortest = new Map<GraphQLObjectType, readonly Step[]>();
  const queue = [schema.getQueryType(), schema.getMutationType()].flatMap((root) => root ?? []);
  for (const root of queue) shortest.set(root, []);
  const ways: (readonly Step[])[] = [];
  for (const parent of queue) {
    for (const field of Object.values(parent.getFields())) {
      const way = [...(shortest.get(parent) ?? []), { parent, field }];
      for (const next of objectsOf(schema, getNamedType(field.type))) {
        if (next === target) ways.push(way);
        if (shortest.has(next)) continue;
        shortest.set(next, way);
        queue.push(next);
      }
    }
  }
  return ways;
}

function objectsOf(schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type);
  return isObjectType(type) ? [type] : [];
}

function formsOf(
  schema: GraphQLSchema,
  target: GraphQLObjectType,
  asked: GraphQLField<unknown, unknown>,
  steps: readonly Step[],
  values: Values,
): readonly Road[] {
  const [called, below] = [asked.name + argumentsOf(asked.args, values), subselection(asked)];
  const selection = called + below;
  const on = `... on ${target.name}`;
  const operation = (steps[0]?.parent ?? target) === schema.getMutationType() ? 'mutation' : 'query';
  const parents = steps.map(({ field }) => field.name);
  const place = [...parents, asked.name].join('.');
  const form = (
    name: string,
    inner: string,
    keys = [asked.name],
    more: Partial<Road> & { head?: string; tail?: string } = {},
  ): Road => {
    const body = steps.reduceRight((inside, { parent, field }, index) => {
      const next = steps[index + 1]?.parent ?? target;
      const typed = isAbstractType(getNamedType(field.type)) ? `{ ... on ${next.name} ${inside} }` : inside;
      const step = `${field.name}${argumentsOf(field.args, values)} ${typed}`;
      return `{ ${parent === target ? '' : '__typename '}${step} }`;
    }, `{ ${inner} }`);
    const { head = '', tail = '' } = more;
    return {
      name: `${place} ${name}`,
      query: `${operation} Road${head} ${body} ${tail}`,
      variables: more.variables ?? {},
      parents,
      keys,
    };
  };
  const conditions = { head: '($yes: Boolean!, $no: Boolean!)', variables: { yes: true, no: false } };
  const shared = target
    .getInterfaces()
    .filter((type) => isInterfaceType(type) && asked.name in type.getFields());
  return [
    form('plainly', selection),
    form('by an alias', `id: ${selection}`, ['id']),
    form('twice', `a: ${selection} b: ${selection}`, ['a', 'b']),
    form('in an inline fragment', `${on} { ${selection} }`),
    form('in a fragment', '...F', undefined, { tail: `fragment F on ${target.name} { ${selection} }` }),
    form('in fragments of fragments', '...F', undefined, {
      tail: `fragment F on ${target.name} { ...G } fragment G on ${target.name} { ... { ${selection} } }`,
    }),
    form(
      'under @include',
      `${on} @include(if: $yes) { ${selection} } __typename @skip(if: $no)`,
      undefined,
      conditions,
    ),
    form('under @skip', `s: ${called} @skip(if: $no) @include(if: $yes)${below}`, ['s'], conditions),
    ...target
      .getInterfaces()
      .map(({ name }) => form(`through ${name}`, `... on ${name} { ${on} { ${selection} } }`)),
    ...shared.map(({ name }) => form(`on ${name}`, `... on ${name} { ${selection} }`)),
  ];
}

/** Something that can be asked of whatever the field returns. */
function subselection(field: GraphQLField<unknown, unknown>): string {
  return isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
}

function argumentsOf(args: readonly GraphQLArgument[], values: Values): string {
  const given = args
    .filter((argument) => isRequiredArgument(argument) || argument.name in values)
    .map(({ name, type }) => `${name}: ${literal(name, type, values)}`);
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function literal(name: string, type: GraphQLInputType, values: Values): string {
  if (isNonNullType(type)) return literal(name, type.ofType, values);
  if (isListType(type)) return `[${literal(name, type.ofType, values)}]`;
  if (isEnumType(type)) return String(values[type.name] ?? type.getValues()[0]?.name);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
    const known = fields.filter(
      (field) =>
        !given.includes(field) &&
        isEnumType(getNamedType(field.type)) &&
        getNamedType(field.type).name in values,
    );
    return `{ ${[...given, ...known].map((field) => `${field.name}: ${literal(field.name, field.type, values)}`).join(', ')} }`;
  }
  const { name: typeName } = getNamedType(type);
  const madeUp: Values = { Int: 1, Float: 1, Boolean: true, DateTime: '2030-01-01T00:00:00.000Z' };
  return JSON.stringify(values[name] ?? values[typeName] ?? madeUp[typeName] ?? 'made up');
}
