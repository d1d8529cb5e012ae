import { type GraphQLSchema } from 'graphql';
import { type FlattenPath } from '../plan/query-plan';
import { type DataObject, isObject } from './data';
import { isOfType } from './type-condition';

/** The objects at the end of a path. Lists are descended wherever one stands, lists of lists too. */
export function selectObjects(
  root: DataObject,
  path: FlattenPath,
  schema: GraphQLSchema,
): readonly DataObject[] {
  let objects: readonly DataObject[] = [root];
  for (const step of path) {
    if (step.kind === 'list') continue;
    if (step.kind === 'types') {
      objects = objects.filter((object) => isOfType(object, step.types, schema));
      continue;
    }
    const next: DataObject[] = [];
    for (const object of objects) collect(object[step.key], next);
    objects = next;
  }
  return objects;
}

function collect(value: unknown, into: DataObject[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into);
  } else if (isObject(value)) {
    into.push(value);
  }
}
