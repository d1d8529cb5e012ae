import { type FieldNode } from 'graphql';

/**
 * A client may alias any field to any name, a key field or `representations` included, and so overwrite
 * what entity fetches read; with arguments of its own, a field that `@requires` reads with others. Inside the
 * gateway such a field therefore stands under a name that no schema can have: names that begin with two
 * underscores are reserved (GraphQL specification, 2.1.9).
 */
const aliasPrefix = '__a_';

/** Key of a client's field in the merged data, and its response key in operations for subgraphs. */
export function dataKey(field: FieldNode): string {
  const name = field.name.value;
  const alias = field.alias?.value ?? name;
  const isItself = alias === name && !field.arguments?.length;
  return isItself || name === '__typename' ? name : aliasPrefix + alias;
}
