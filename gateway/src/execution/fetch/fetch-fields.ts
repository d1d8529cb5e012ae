import { type FetchNode } from '../../plan/query-plan';
import { ask } from './ask';
import { resolvePath } from '../faults/error-path';
import { type ExecutionContext } from '../execution-context';
import { type DataKey } from '../faults/faults';
import { merge } from '../merge/merge';
import { applyRenames } from '../merge/renames';
import { selectObjects } from '../select/select-objects';

/** Asks a plain operation once and merges its data into every object at the node's path. */
export async function fetchFields(node: FetchNode, context: ExecutionContext): Promise<void> {
  if (selectObjects(node.path, context).length === 0) return;
  const locate = (path: readonly DataKey[], answer: unknown) => resolvePath(path, node, answer);
  const { data, located, failure } = await ask(node, [], locate, context);
  applyRenames(data, node.renames, context.schema);
  for (const { object: target } of selectObjects(node.path, context)) {
    if (data) merge(target, data, node.fields, context.schema);
    for (const { path, cause } of located) context.faults.report(target, path, cause);
    if (failure) context.faults.lose(target, node.fields, failure);
  }
}
