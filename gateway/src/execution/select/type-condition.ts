import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';
import { type DataObject } from '../data';

/**
 * Whether an object of the data is of one of the named types or of a subtype, by the supergraph.
 * One that does not say its type passes: it was asked for in a place where there is no other type.
 */
export function isOfType(object: DataObject, typeNames: readonly string[], schema: GraphQLSchema): boolean {
  const name = object.__typename;
  if (typeof name !== 'string') return true;
  return typeNames.some((typeName) => isNamedOrSubtype(name, typeName, schema));
}

/** Whether the type called `name` is the type called `of` or a subtype of it. */
export function isNamedOrSubtype(name: string, of: string, schema: GraphQLSchema): boolean {
  if (name === of) return true;
  const type = schema.getType(name);
  const condition = schema.getType(of);
  if (!isAbstractType(condition) || !(isObjectType(type) || isInterfaceType(type))) return false;
  return schema.isSubType(condition, type);
}
