import { type GraphQLSchema } from 'graphql';
import { type FlattenPath, type KeyRename } from '../../plan/query-plan';
import { isObject } from '../data';
import { type DataKey } from '../faults/faults';
import { isOfType } from '../select/type-condition';

/** Applies the planner's renames to an answer, in place. */
export function applyRenames(answer: unknown, renames: readonly KeyRename[], schema: GraphQLSchema): void {
  for (const { path, to } of renames) rename(answer, path, to, schema);
}

/** The path of an error as it is after {@link applyRenames}. */
export function renamePath(path: readonly DataKey[], renames: readonly KeyRename[]): readonly DataKey[] {
  let renamed = path;
  for (const { path: from, to } of renames) {
    const keys = from.flatMap((step) => (step.kind === 'key' ? [step.key] : []));
    const at = indexAfter(renamed, keys);
    if (at !== undefined) renamed = renamed.map((key, index) => (index === at ? to : key));
  }
  return renamed;
}

function rename(value: unknown, path: FlattenPath, to: string, schema: GraphQLSchema): void {
  if (Array.isArray(value)) {
    for (const item of value) rename(item, path, to, schema);
    return;
  }
  const [step, ...rest] = path;
  if (!step || !isObject(value)) return;
  if (step.kind === 'types') {
    if (isOfType(value, step.types, schema)) rename(value, rest, to, schema);
  } else if (step.kind === 'key' && Object.hasOwn(value, step.key)) {
    if (rest.length > 0) return rename(value[step.key], rest, to, schema);
    value[to] = value[step.key];
    delete value[step.key];
  }
}

/** Index of the last of `keys` in a path that begins with them, list indices left out. */
function indexAfter(path: readonly DataKey[], keys: readonly string[]): number | undefined {
  let matched = 0;
  for (const [index, key] of path.entries()) {
    if (typeof key === 'number') continue;
    if (key !== keys[matched]) return undefined;
    matched += 1;
    if (matched === keys.length) return index;
  }
  return undefined;
}
