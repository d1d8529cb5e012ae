import {
  getNamedType,
  isEnumType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';

/**
 * Takes the unknown future value from enums that are only ever sent: nobody can send a value that is not there
 * yet. An enum that is received keeps it, so a `switch` over it needs a default.
 */
export function onlySentEnums(schema: GraphQLSchema, code: string): string {
  const received = receivedEnums(schema);
  return code.replace(
    /(export type (\w+) =(?:[^;]|;(?!\n))*?)\n\s*\| '%future added value';/g,
    (whole, declaration: string, name: string) => (received.has(name) ? whole : `${declaration};`),
  );
}

function receivedEnums(schema: GraphQLSchema): ReadonlySet<string> {
  const composite = Object.values(schema.getTypeMap()).filter(
    (type) => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type),
  );
  const fields = composite.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  return new Set(
    fields
      .map(({ type }) => getNamedType(type))
      .filter(isEnumType)
      .map(({ name }) => name),
  );
}
