import { isObjectType, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context';
import { directivesOf } from './cache-hints';

/** How an object is called by those who keep answers and those who make them void: `Type:id`. */
export function objectName(type: string, id: string): string {
  return `${type}:${id}`;
}

/**
 * Makes answers name every object with a `@key` of which they tell. graphql-js asks once for each object whether it is of
 * its type, which costs less than a look at each field; what an abstract value is, is decided before.
 */
export function nameObjects(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !directivesOf(type).some(({ name }) => name.value === 'key')) continue;
    const { name } = type;
    type.isTypeOf = ({ id }: { readonly id: string }, { cache }: RequestContext, { path }) => {
      cache.tell(objectName(name, id), path);
      return true;
    };
  }
}
