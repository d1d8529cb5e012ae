import { type FieldTree, type KeyRename } from '../../plan/query-plan';
import { isObject } from '../data';
import { type DataKey } from './faults';
import { renamePath } from '../merge/renames';

/**
 * Follows the path of a subgraph's error through what was asked and what was answered. Below a null nothing but the
 * selection can be followed; a path that goes on below a leaf ends at the leaf.
 * @param answer as it came, before renames.
 * @returns the path as it is after renames, or `undefined` when it leads nowhere.
 */
export function resolvePath(
  path: readonly DataKey[],
  { fields, renames }: { readonly fields: FieldTree; readonly renames: readonly KeyRename[] },
  answer: unknown,
): readonly DataKey[] | undefined {
  const renamed = renamePath(path, renames);
  let tree = fields;
  let value = answer;
  for (const [depth, key] of path.entries()) {
    const isLeaf = depth > 0 && tree.size === 0;
    const isKnown = value !== null && value !== undefined;
    if (typeof key === 'number') {
      if (isKnown && !Array.isArray(value)) return isLeaf ? renamed.slice(0, depth) : undefined;
      if (Array.isArray(value) && key >= value.length) return undefined;
      value = Array.isArray(value) ? value[key] : undefined;
      continue;
    }
    if (isLeaf) return renamed.slice(0, depth);
    const below = tree.get(String(renamed[depth]));
    if (!below || (isKnown && !isObject(value))) return undefined;
    tree = below;
    value = isObject(value) ? value[key] : undefined;
  }
  return renamed;
}
