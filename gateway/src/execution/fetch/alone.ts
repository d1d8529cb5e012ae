import { Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { type DropSelection, prune } from '../../plan/operation/prune';
import { type EntityFetchNode, type EntitySelection } from '../../plan/query-plan';
import { type Answer } from './ask';

/**
 * Whether an answer lacks a selection for the sake of another. `_entities` must not be null, so one that fails takes
 * the whole `data` with it: where errors name only others, this one may still be had alone. Nothing but a query is
 * asked twice.
 */
export function isLostWithOthers(
  { key }: EntitySelection,
  { operationKind }: EntityFetchNode,
  { data, located }: Answer,
): boolean {
  if (operationKind !== 'query' || located.length === 0) return false;
  return (data?.[key] ?? null) === null && located.every(({ path }) => path[0] !== key);
}

/** The part of a fetch that asks for one of its selections, without variables and fragments of the others. */
export function alone(selection: EntitySelection, node: EntityFetchNode): EntityFetchNode {
  const document = parse(node.operation, { noLocation: true });
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const isOther: DropSelection = (field, atRoot) =>
    atRoot && field.kind === Kind.FIELD && (field.alias ?? field.name).value !== selection.key;
  const single = operation && prune(document, operation, isOther);
  if (!single) throw new TypeError(`The operation of a fetch does not ask for "${selection.key}".`);
  const used = new Set(single.operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  return {
    ...node,
    operation: print(single.document),
    variables: node.variables.filter(({ name }) => used.has(name)),
    selections: [selection],
  };
}
