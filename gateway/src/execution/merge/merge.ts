import { type GraphQLSchema, isObjectType } from 'graphql';
import { type FieldTree } from '../../plan/query-plan';
import { type DataObject, isObject, newObject } from '../data';

/**
 * Merges the fields that were asked for from an answer into an object of the merged data. Objects and lists
 * are copied, so that one answer can be placed many times; leaf values are shared and never changed.
 * - `null` never replaces a value: another subgraph knew better.
 * - Objects merge deeply, lists by index.
 * - `__typename` that names an object type stays: a subgraph with `@interfaceObject` knows the interface only.
 */
export function merge(
  target: DataObject,
  source: DataObject,
  fields: FieldTree,
  schema: GraphQLSchema,
): void {
  for (const [key, children] of fields) {
    if (!Object.hasOwn(source, key)) continue;
    const value = source[key];
    if (key === '__typename' && isObjectType(schema.getType(String(target[key])))) continue;
    target[key] = mergeValue(target[key], value, children, schema);
  }
}

function mergeValue(existing: unknown, value: unknown, fields: FieldTree, schema: GraphQLSchema): unknown {
  if (value === null || value === undefined) return existing ?? null;
  if (fields.size === 0) return value;
  if (Array.isArray(value)) {
    const list: unknown[] = Array.isArray(existing) ? existing : [];
    value.forEach((item, index) => (list[index] = mergeValue(list[index], item, fields, schema)));
    return list;
  }
  if (!isObject(value)) return existing ?? value;
  const object = isObject(existing) ? existing : newObject();
  merge(object, value, fields, schema);
  return object;
}
