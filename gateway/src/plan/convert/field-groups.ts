import { type DocumentNode, Kind, print, type SelectionNode, type SelectionSetNode } from 'graphql';
import { type Requirement } from '../query-plan';
import { areAtOdds, type Needs, type RequirementNeeds } from './requirement-needs';
import { fragmentOf } from '../operation/root-fields';

/** Fields of entities that can be asked with one representation. */
export interface FieldGroup {
  readonly selectionSet: SelectionSetNode;
  readonly needs: Needs;
  /** Of an interface object: what its representation consists of, the same for all fields of the group. */
  readonly required?: { readonly keys: ReadonlySet<string>; readonly set: SelectionSetNode | undefined };
}

type GrowingGroup = {
  needs: Map<string, string>;
  selections: SelectionNode[];
  text: string | undefined;
} & Pick<FieldGroup, 'required'>;

/** Groups the fields of an `_entities` field by what they require. */
export function groupFields(
  set: SelectionSetNode,
  document: DocumentNode,
  subgraph: string,
  needs: RequirementNeeds,
): readonly FieldGroup[] {
  const groups: GrowingGroup[] = [];
  for (const fragment of set.selections) {
    const type = fragment.kind === Kind.INLINE_FRAGMENT ? fragment.typeCondition?.name.value : undefined;
    const inner = fragment.kind === Kind.INLINE_FRAGMENT ? fragment.selectionSet.selections : [];
    const keys = needs.keysOf(subgraph, type ?? '');
    const isKey = (field: SelectionNode): boolean =>
      field.kind === Kind.FIELD &&
      (field.name.value === '__typename' || keys?.has(field.name.value) === true);
    const all = withoutSpreads(inner, type, document);
    // A key is known already and goes with any field of its type.
    const fields = keys ? [...all.filter((field) => !isKey(field)), ...all.filter(isKey)] : all;
    if (fields.length === 0) throw new TypeError('Entities are asked by inline fragments on their types.');
    for (const field of fields) {
      const name = field.kind === Kind.FIELD ? field.name.value : '';
      const needed = needs.of(subgraph, type ?? '', name);
      const required = keys && { keys, set: needs.setOf(subgraph, type ?? '', name) };
      const text = required && `${type} ${required.set ? print(required.set) : ''}`;
      let group = groups.find((each) => {
        if (text === undefined) return each.text === undefined && !areAtOdds(each.needs, needed);
        return isKey(field) ? each.text?.startsWith(`${type} `) : each.text === text;
      });
      if (!group)
        groups.push((group = { needs: new Map(), selections: [], text, ...(required && { required }) }));
      for (const [place, key] of needed) group.needs.set(place, key);
      const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const;
      group.selections.push({ ...fragment, selectionSet } as SelectionNode);
    }
  }
  return groups.map(({ selections, ...group }) => ({ ...group, selectionSet: { ...set, selections } }));
}

/** What a group needs, and what no group needs in another way. */
export function requirementsOf(
  group: FieldGroup,
  all: readonly FieldGroup[],
  requires: readonly Requirement[],
  needs: RequirementNeeds,
): readonly Requirement[] {
  const { required } = group;
  const keep = (
    list: readonly Requirement[],
    places: readonly string[],
    keys: readonly string[],
  ): Requirement[] =>
    list.flatMap((requirement): readonly Requirement[] => {
      if (requirement.kind === 'fragment') {
        return [{ ...requirement, selections: keep(requirement.selections, places, keys) }];
      }
      const placeBelow = [...places, needs.nameOf(requirement.key)];
      const keysBelow = [...keys, requirement.key];
      const place = placeBelow.join('.');
      if (required && place !== '__typename' && !required.keys.has(place)) return [];
      const isDisputed = new Set(all.flatMap((each) => each.needs.get(place) ?? [])).size > 1;
      if (isDisputed && group.needs.get(place) !== keysBelow.join('.')) return [];
      return [{ ...requirement, selections: keep(requirement.selections, placeBelow, keysBelow) }];
    });
  const kept = keep(requires, [], []);
  return required?.set ? withRequired(kept, required.set, needs) : kept;
}

function withRequired(
  known: readonly Requirement[],
  { selections }: SelectionSetNode,
  needs: RequirementNeeds,
): readonly Requirement[] {
  const all = [...known];
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    const isField = selection.kind === Kind.FIELD;
    const key = isField ? selection.name.value : '';
    const at = all.findIndex((each) => each.kind === 'field' && each.key === key);
    const before = all[at]?.selections ?? [];
    const below = selection.selectionSet ? withRequired(before, selection.selectionSet, needs) : before;
    const added: Requirement = isField
      ? { kind: 'field', key, as: needs.nameOf(key), selections: below }
      : { kind: 'fragment', typeCondition: selection.typeCondition?.name.value ?? '', selections: below };
    if (at < 0) all.push(added);
    else all[at] = added;
  }
  return all;
}

/** Selections with what stands in fragments on the same type, since the planner puts what it repeats there. */
function withoutSpreads(
  selections: readonly SelectionNode[],
  type: string | undefined,
  document: DocumentNode,
): readonly SelectionNode[] {
  return selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD) return [selection];
    const fragment = fragmentOf(document, selection.name.value);
    if (!fragment || fragment.typeCondition.name.value !== type) return [selection];
    return withoutSpreads(fragment.selectionSet.selections, type, document);
  });
}
