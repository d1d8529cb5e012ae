import {
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';

export type CheckedVariables =
  { readonly errors: readonly GraphQLError[] } | { readonly values: Readonly<Record<string, unknown>> };

/** Faulty variables that are reported at most. */
const maxErrors = 5;

/**
 * Checks variables against their declared types (GraphQL specification, 6.1.2) and returns those the operation
 * declares as the client wrote them: JSON forms are what subgraphs have to get. Of the defaults only booleans are
 * filled in, for `@skip` and `@include` here; all others stand in the operations sent to subgraphs, exact to the digit.
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): CheckedVariables {
  const definitions = operation.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, given, { maxErrors });
  if (errors) return { errors };
  const values = definitions.flatMap(({ variable, defaultValue }): [string, unknown][] => {
    const name = variable.name.value;
    if (Object.hasOwn(given, name)) return [[name, given[name]]];
    return defaultValue?.kind === Kind.BOOLEAN ? [[name, defaultValue.value]] : [];
  });
  return { values: Object.fromEntries(values) };
}
