import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';
import { prune, type SingleOperation } from './prune';

/**
 * The part of an operation that has to be planned: without the fields that `omit` names, without
 * `__schema` and `__type`, and without the root's own `__typename`, which the gateway answers itself.
 * Fragments and variables that are no longer used are gone.
 * @returns `null` when nothing is left; its plan is `emptyPlan`.
 */
export function withoutFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  omit: (field: FieldNode) => boolean,
): SingleOperation | null {
  return prune(document, operation, (selection, atRoot) => {
    if (selection.kind !== Kind.FIELD) return false;
    const name = selection.name.value;
    if (name === '__schema' || name === '__type') return true;
    return (atRoot && name === '__typename') || omit(selection);
  });
}
