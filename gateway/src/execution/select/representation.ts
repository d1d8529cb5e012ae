import { type RequiredEntity, type Requirement } from '../../plan/query-plan';
import { type DataObject, isObject, newObject } from '../data';
import { type Cause, absentRequirement } from '../faults/errors';
import { type ExecutionContext } from '../execution-context';
import { type Faults } from '../faults/faults';
import { type SelectedObject } from './select-objects';
import { isOfType } from './type-condition';

export type Representation =
  | { readonly kind: 'ready'; readonly value: DataObject }
  /** The object is of a type that is not asked for. */
  | { readonly kind: 'unmatched' }
  /** Something that is required is not known, because of `cause`. */
  | { readonly kind: 'lacking'; readonly cause: Cause };

type Scope = Pick<ExecutionContext, 'schema' | 'faults'>;

/**
 * Builds what a subgraph is told of an entity (Federation, `_Any`). Nulls are values and are sent; but a
 * field that is absent, or null because of an error, is not known, and nothing is computed from it.
 */
export function buildRepresentation(
  { object, faults }: SelectedObject,
  requires: readonly RequiredEntity[],
  scope: Scope,
): Representation {
  const fragments = matching(object, requires, scope);
  if (fragments.length === 0) return { kind: 'unmatched' };
  const builder = new Builder(scope);
  const value = newObject();
  for (const { selections } of fragments) builder.write(object, selections, value, faults);
  if (builder.lacking) return { kind: 'lacking', cause: builder.lacking };
  const interfaceObject = fragments.find(
    (fragment) => fragment.interfaceObject !== undefined,
  )?.interfaceObject;
  if (interfaceObject !== undefined) value.__typename = interfaceObject;
  return { kind: 'ready', value };
}

/**
 * The fragments for an object's type. Of an interface object a subgraph knows every implementation, also
 * those whose fragment the plan leaves out.
 */
function matching(
  object: DataObject,
  requires: readonly RequiredEntity[],
  scope: Scope,
): readonly RequiredEntity[] {
  const exact = requires.filter(({ typeCondition }) => isOfType(object, [typeCondition], scope.schema));
  if (exact.length > 0) return exact;
  return requires.filter(
    ({ interfaceObject }) =>
      interfaceObject !== undefined && isOfType(object, [interfaceObject], scope.schema),
  );
}

class Builder {
  lacking: Cause | undefined;

  constructor(private readonly scope: Scope) {}

  write(object: DataObject, selections: readonly Requirement[], into: DataObject, faults: Faults): void {
    for (const selection of selections) {
      if (selection.kind === 'fragment') {
        const applies = isOfType(object, [selection.typeCondition], this.scope.schema);
        if (applies) this.write(object, selection.selections, into, faults);
        continue;
      }
      const value = object[selection.key];
      const below = faults.at(selection.key);
      const known = this.#read(value, selection.selections, below);
      into[selection.as] = known;
    }
  }

  #read(value: unknown, selections: readonly Requirement[], faults: Faults): unknown {
    if (value === undefined || value === null) {
      const cause = faults.find()?.cause ?? (value === undefined ? absentRequirement : undefined);
      this.lacking ??= cause;
      return null;
    }
    if (selections.length === 0) {
      // JSON has no infinity: it would be sent as null.
      if (value === Infinity || value === -Infinity) this.lacking ??= absentRequirement;
      return value;
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => this.#read(item, selections, faults.at(index)));
    }
    if (!isObject(value)) {
      this.lacking ??= absentRequirement;
      return null;
    }
    const nested = newObject();
    this.write(value, selections, nested, faults.and(this.scope.faults.at(value)));
    return nested;
  }
}
