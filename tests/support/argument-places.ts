import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** A place in a schema where a client's text goes in: an argument, or a field of an input. */
export interface ArgumentPlace {
  /** For example `Mutation.commentAdd(input.body)`. */
  readonly name: string;
  /** Named type of the text. */
  readonly type: string;
  /** An operation with one variable for each argument of the field. */
  readonly document: string;
  /** Variables in which everything but this place is as a client would send it. */
  readonly variables: (text: string) => Record<string, unknown>;
}

/** Values as clients send them, by name of argument or input field. */
export type Samples = Readonly<Record<string, () => unknown>>;

type Input = GraphQLArgument | GraphQLInputField;

/** Every place of a schema that takes text, enum values included, by the shortest way to its field. */
export function argumentPlaces(schema: GraphQLSchema, samples: Samples): readonly ArgumentPlace[] {
  const places: ArgumentPlace[] = [];
  for (const { type, wrap } of reachable(schema)) {
    const operation = type === schema.getMutationType() ? 'mutation' : 'query';
    for (const field of Object.values(type.getFields())) {
      for (const arg of field.args) {
        for (const path of textPaths(arg)) places.push(placeOf(operation, type, field, wrap, path, samples));
      }
    }
  }
  return places;
}

/** Input fields from an argument down to a text, the argument first. */
function textPaths(input: Input): readonly (readonly Input[])[] {
  const type = getNamedType(input.type);
  if (!isInputObjectType(type)) return takesText(type) ? [[input]] : [];
  return Object.values(type.getFields()).flatMap((field) => textPaths(field).map((path) => [input, ...path]));
}

function takesText(type: GraphQLNamedType): boolean {
  return !['Int', 'Float', 'Boolean'].includes(type.name);
}

function placeOf(
  operation: 'query' | 'mutation',
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  wrap: (selection: string) => string,
  path: readonly Input[],
  samples: Samples,
): ArgumentPlace {
  const [top, ...inner] = path as [Input, ...Input[]];
  const sent = field.args.filter((arg) => arg.name === top.name || isNonNullType(arg.type));
  const declared = sent.map(({ name, type: argType }) => `$${name}: ${String(argType)}`).join(', ');
  const passed = sent.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    name: `${type.name}.${field.name}(${path.map(({ name }) => name).join('.')})`,
    type: getNamedType(path.at(-1)!.type).name,
    document: `${operation} (${declared}) ${wrap(`${field.name}(${passed}) ${selectionOf(getNamedType(field.type))}`)}`,
    variables: (text) =>
      Object.fromEntries(
        sent.map((arg) => [
          arg.name,
          arg.name === top.name ? valueOf(arg, inner, text, samples) : sampleOf(arg, samples),
        ]),
      ),
  };
}

function valueOf(input: Input, rest: readonly Input[], text: string, samples: Samples): unknown {
  const type = getNamedType(input.type);
  const [next, ...deeper] = rest;
  if (!next || !isInputObjectType(type)) return isListType(getNullableType(input.type)) ? [text] : text;
  const others = type.isOneOf
    ? []
    : Object.values(type.getFields()).filter((one) => one !== next && isRequired(one));
  return Object.fromEntries([
    ...others.map((one) => [one.name, sampleOf(one, samples)]),
    [next.name, valueOf(next, deeper, text, samples)],
  ]) as unknown;
}

function isRequired({ type, defaultValue }: Input): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function sampleOf(input: Input, samples: Samples): unknown {
  const type: GraphQLInputType = getNamedType(input.type);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const sent = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequired);
    return Object.fromEntries(sent.map((field) => [field.name, sampleOf(field, samples)]));
  }
  const sample = samples[input.name];
  if (sample) return sample();
  if (isEnumType(type)) return type.getValues()[0]!.name;
  throw new Error(`Add a sample for "${input.name}: ${String(input.type)}".`);
}

/** Object types by the shortest way from a root, over fields that need no arguments. */
function reachable(schema: GraphQLSchema) {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => !!type);
  const found = roots.map((type) => ({ type, wrap: (selection: string) => `{ ${selection} }` }));
  const known = new Set<GraphQLObjectType>(roots);
  for (const { type, wrap } of found) {
    for (const field of Object.values(type.getFields())) {
      if (type === schema.getMutationType() || field.args.some(isRequired)) continue;
      const target = getNamedType(field.type);
      const targets =
        isInterfaceType(target) || isUnionType(target) ? schema.getPossibleTypes(target) : [target];
      for (const next of targets) {
        if (!isObjectType(next) || known.has(next)) continue;
        known.add(next);
        found.push({
          type: next,
          wrap: (selection) => wrap(`${field.name} { ... on ${next.name} { ${selection} } }`),
        });
      }
    }
  }
  return found;
}

/** Leaves of the type and of what it holds, without arguments. */
function selectionOf(type: GraphQLNamedType, depth = 1): string {
  if (!isCompositeType(type)) return '';
  const fields = isUnionType(type) ? [] : Object.values(type.getFields());
  const parts = fields.flatMap((field) => {
    const target = getNamedType(field.type);
    const isTooDeep = depth === 0 && isCompositeType(target);
    return field.args.some(isRequired) || isTooDeep
      ? []
      : [`${field.name} ${selectionOf(target, depth - 1)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
}
