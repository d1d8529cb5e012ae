import {
  type ASTNode,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

export type CheckedVariables =
  { readonly errors: readonly GraphQLError[] } | { readonly values: Readonly<Record<string, unknown>> };

/** Faulty variables that are reported at most. */
const maxErrors = 5;

/** What has to be known of an operation to check its variables. */
export interface VariableUse {
  readonly operation: OperationDefinitionNode;
  /** Names of the variables in `@skip(if:)` and `@include(if:)`. */
  readonly conditions: readonly string[];
}

/**
 * Checks variables against their declared types (GraphQL specification, 6.1.2) and returns those the operation
 * declares as the client wrote them: JSON forms are what subgraphs have to get. Of the defaults only booleans are
 * filled in, for `@skip` and `@include` here; all others stand in the operations sent to subgraphs, exact to the digit.
 */
export function checkVariables(
  schema: GraphQLSchema,
  { operation, conditions }: VariableUse,
  given: Readonly<Record<string, unknown>>,
): CheckedVariables {
  const definitions = operation.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, given, { maxErrors });
  if (errors) return { errors: errors.map(({ message, nodes }) => badInput(message, nodes)) };
  // A default makes `Boolean` valid where `Boolean!` is expected, but null takes its place (6.4.1 of the specification).
  const nulls = definitions.filter(({ variable: { name } }) => {
    return conditions.includes(name.value) && Object.hasOwn(given, name.value) && given[name.value] === null;
  });
  if (nulls.length > 0) return { errors: nulls.map((node) => badInput(nullCondition(node), [node])) };
  const values = definitions.flatMap(({ variable, defaultValue }): [string, unknown][] => {
    const name = variable.name.value;
    if (Object.hasOwn(given, name)) return [[name, given[name]]];
    return defaultValue?.kind === Kind.BOOLEAN ? [[name, defaultValue.value]] : [];
  });
  return { values: Object.fromEntries(values) };
}

function badInput(message: string, nodes: readonly ASTNode[] | undefined): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } });
}

function nullCondition({ variable }: VariableDefinitionNode): string {
  return `Variable "$${variable.name.value}" must not be null, for it decides on @skip or @include.`;
}
