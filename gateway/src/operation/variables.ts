import {
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

export type CheckedVariables =
  { readonly errors: readonly GraphQLError[] } | { readonly values: Readonly<Record<string, unknown>> };

/** Faulty variables that are reported at most. */
const maxErrors = 5;

/**
 * Checks variables against their declared types (GraphQL specification, 6.1.2) and returns those the operation
 * declares as the client wrote them: JSON forms are what subgraphs have to get, and defaults stand in the
 * operations sent to them.
 */
export function checkVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): CheckedVariables {
  const definitions = operation.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, given, { maxErrors });
  if (errors) return { errors };
  const names = definitions.map((definition) => definition.variable.name.value);
  const present = names.filter((name) => Object.hasOwn(given, name));
  return { values: Object.fromEntries(present.map((name) => [name, given[name]])) };
}
