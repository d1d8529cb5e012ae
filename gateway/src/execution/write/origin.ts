import { getNullableType, type GraphQLOutputType, isListType } from 'graphql';
import { type SelectedField, type Selections } from '../compile/selection';
import { type Path } from '../faults/errors';
import { type DataKey } from '../faults/faults';

/** A place in the answer that an error may name, and the field that asks for it. */
export interface ErrorPlace {
  readonly path: Path;
  readonly field: SelectedField;
}

/**
 * Where below a null it began, as far as the client asked for what lies on the way: keys and requirements are none
 * of its business, and may be hidden from it.
 * @param rest keys of the data below the null.
 */
export function originOf(
  nulled: ErrorPlace,
  type: GraphQLOutputType,
  rest: readonly DataKey[],
  selections: Selections,
): ErrorPlace {
  let { path, field } = nulled;
  let here: GraphQLOutputType | undefined = type;
  for (const key of rest) {
    const nullable: GraphQLOutputType | undefined = here && getNullableType(here);
    if (typeof key === 'number') {
      if (!isListType(nullable)) break;
      path = { parent: path, key };
      here = nullable.ofType;
    } else {
      const child: SelectedField | undefined = isListType(nullable)
        ? undefined
        : selections.child(field, key);
      if (!child) break;
      path = { parent: path, key: child.responseKey };
      field = child;
      here = child.type;
    }
  }
  return { path, field };
}
