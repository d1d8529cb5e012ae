import {
  getNullableType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
} from 'graphql';
import { type Leaf, type LeafKind, newLeaf } from '../layout';

const kinds: ReadonlyMap<string, LeafKind> = new Map([
  ['Int', 'int'],
  ['Float', 'float'],
  ['Boolean', 'boolean'],
]);

/** How a field without subfields is checked; a custom scalar may be anything. Of enums only public values pass. */
export function leafOf(type: GraphQLOutputType, apiSchema: GraphQLSchema): Leaf {
  const isNullable = !isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) return newLeaf('list', isNullable, { item: leafOf(nullable.ofType, apiSchema) });
  if (!isLeafType(nullable)) throw new TypeError(`${String(type)} has fields.`);
  if (!isEnumType(nullable)) return newLeaf(kindOf(nullable), isNullable);
  const visible = apiSchema.getType(nullable.name);
  const values = (isEnumType(visible) ? visible : nullable).getValues().map(({ name }) => `"${name}"`);
  return newLeaf('enum', isNullable, { values: new Set(values) });
}

function kindOf(type: GraphQLLeafType): LeafKind {
  // An ID that is written as a number has to be quoted for clients, and is not passed on as it is.
  return isSpecifiedScalarType(type) ? (kinds.get(type.name) ?? 'string') : 'any';
}
