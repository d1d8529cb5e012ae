import { type FetchNode } from '../plan/query-plan';
import { ask } from './ask';
import { type ExecutionContext } from './execution-context';
import { type DataKey } from './faults';
import { merge } from './merge';
import { applyRenames, renamePath } from './renames';
import { selectObjects } from './select-objects';

/** Asks a plain operation once and merges its data into every object at the node's path. */
export async function fetchFields(node: FetchNode, context: ExecutionContext): Promise<void> {
  if (selectObjects(node.path, context).length === 0) return;
  const isAsked = (path: readonly DataKey[]): boolean =>
    node.fields.has(String(renamePath(path, node.renames)[0]));
  const { data, located, failure } = await ask(node, {}, isAsked, context);
  applyRenames(data, node.renames, context.schema);
  for (const { object: target } of selectObjects(node.path, context)) {
    if (data) merge(target, data, node.fields, context.schema);
    for (const { path, cause } of located)
      context.faults.report(target, renamePath(path, node.renames), cause);
    if (failure) context.faults.lose(target, node.fields, failure);
  }
}
