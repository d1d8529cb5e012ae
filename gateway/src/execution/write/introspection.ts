import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { prune } from '../../plan/operation/prune';
import { rootFields } from '../../plan/operation/root-fields';

/** Answers by response key: null-prototype objects from graphql-js. */
export type IntrospectionData = Readonly<Record<string, unknown>>;

/**
 * Answers `__schema`, `__type` and `__typename` at the root of an operation from the public schema.
 * Other root fields are left out of the answer.
 */
export function executeIntrospection(
  apiSchema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): IntrospectionData {
  const selections = rootFields(document, operation.selectionSet.selections)
    .filter(({ field }) => field.name.value.startsWith('__'))
    .map(({ selection }) => selection);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const single = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const pruned = prune({ kind: Kind.DOCUMENT, definitions: fragments }, single, () => false);
  if (!pruned) return {};
  const { data } = executeSync({ schema: apiSchema, document: pruned.document, variableValues: variables });
  return data ?? {};
}

/** Answers one introspection field wherever it stands, for `query` fields of payloads lead to the root again. */
export function introspectField(
  apiSchema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  nodes: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: nodes };
  const query = { ...operation, operation: OperationTypeNode.QUERY, selectionSet };
  const data = executeIntrospection(apiSchema, document, query, variables);
  const [first] = nodes;
  return first && data[first.alias?.value ?? first.name.value];
}
