import { type FlattenPath } from '../../plan/query-plan';
import { type DataObject, isObject } from '../data';
import { type ExecutionContext } from '../execution-context';
import { type Faults } from '../faults/faults';
import { isOfType } from './type-condition';

/** An object of the merged data, and what is known to be wrong there and below. */
export interface SelectedObject {
  readonly object: DataObject;
  readonly faults: Faults;
}

/** The objects at the end of a path. Lists are descended wherever one stands, lists of lists too. */
export function selectObjects(
  path: FlattenPath,
  { data, faults, schema }: Pick<ExecutionContext, 'data' | 'faults' | 'schema'>,
): readonly SelectedObject[] {
  let selected: SelectedObject[] = [{ object: data, faults: faults.at(data) }];
  for (const step of path) {
    if (step.kind === 'list') continue;
    if (step.kind === 'types') {
      selected = selected.filter(({ object }) => isOfType(object, step.types, schema));
      continue;
    }
    const next: SelectedObject[] = [];
    for (const { object, faults: above } of selected) collect(object[step.key], above.at(step.key), next);
    selected = next;
  }
  return selected;

  function collect(value: unknown, above: Faults, into: SelectedObject[]): void {
    if (Array.isArray(value)) {
      value.forEach((item, index) => collect(item, above.at(index), into));
    } else if (isObject(value)) {
      into.push({ object: value, faults: above.and(faults.at(value)) });
    }
  }
}
