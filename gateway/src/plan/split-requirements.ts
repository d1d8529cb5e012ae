import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import { type Requirement } from './query-plan';
import { areAtOdds, type Needs, type RequirementNeeds } from './requirement-needs';

/** One `_entities` field of an operation, and what its entities need that others of the same field need otherwise. */
export interface EntitiesPart {
  /** Response key. */
  readonly key: string;
  /** Variable of the representations. */
  readonly variable: string;
  /** The part of a requirement that is for these entities. */
  readonly requirementsOf: (requires: readonly Requirement[]) => readonly Requirement[];
}

export interface SplitOperation {
  readonly operation: string;
  /** By the response key of the field that was split. */
  readonly parts: ReadonlyMap<string, readonly EntitiesPart[]>;
}

/**
 * The planner asks for all fields of an entity with one representation, also where their requirements want different
 * values of one field. Here those get an `_entities` field of their own in the same operation.
 */
export function splitRequirements(
  operation: string,
  subgraph: string,
  entities: readonly { readonly key: string; readonly variable: string }[],
  needs: RequirementNeeds,
): SplitOperation {
  const document = parse(operation, { noLocation: true });
  const definition = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const { selectionSet, variableDefinitions = [] } = definition as OperationDefinitionNode;
  const parts = new Map<string, readonly EntitiesPart[]>();
  const selections: SelectionNode[] = [];
  const variables: VariableDefinitionNode[] = [...variableDefinitions];
  for (const field of selectionSet.selections as readonly FieldNode[]) {
    const key = (field.alias ?? field.name).value;
    const entity = entities.find((each) => each.key === key);
    const groups = entity && field.selectionSet ? groupFields(field.selectionSet, subgraph, needs) : [];
    if (!entity || groups.length < 2) {
      selections.push(field);
      continue;
    }
    const names = groups.map((_, index) => (index === 0 ? entity : numbered(entity, index)));
    selections.push(...groups.map((group, index) => entitiesField(field, names[index]!, group.selectionSet)));
    const declared = variableDefinitions.find(({ variable }) => variable.name.value === entity.variable)!;
    variables.push(...names.slice(1).map(({ variable }) => renamed(declared, variable)));
    parts.set(
      key,
      groups.map((group, index) => ({
        ...names[index]!,
        requirementsOf: (requires) => requirementsOf(group, groups, requires, needs),
      })),
    );
  }
  if (parts.size === 0) return { operation, parts };
  const split = {
    ...definition,
    variableDefinitions: variables,
    selectionSet: { ...selectionSet, selections },
  };
  const definitions = document.definitions.map((each) => (each === definition ? split : each));
  return { operation: print({ ...document, definitions } as DocumentNode), parts };
}

/** Fields of entities that can be asked with one representation. */
interface FieldGroup {
  readonly selectionSet: SelectionSetNode;
  readonly needs: Needs;
}

function groupFields(
  set: SelectionSetNode,
  subgraph: string,
  needs: RequirementNeeds,
): readonly FieldGroup[] {
  const groups: { needs: Map<string, string>; selections: SelectionNode[] }[] = [];
  for (const fragment of set.selections) {
    const type = fragment.kind === Kind.INLINE_FRAGMENT ? fragment.typeCondition?.name.value : undefined;
    const fields = fragment.kind === Kind.INLINE_FRAGMENT ? fragment.selectionSet.selections : [];
    if (fields.length === 0) throw new TypeError('Entities are asked by inline fragments on their types.');
    for (const field of fields) {
      const name = field.kind === Kind.FIELD ? field.name.value : '';
      const needed = needs.of(subgraph, type ?? '', name);
      let group = groups.find((each) => !areAtOdds(each.needs, needed));
      if (!group) groups.push((group = { needs: new Map(), selections: [] }));
      for (const [place, keys] of needed) group.needs.set(place, keys);
      const selectionSet = { kind: Kind.SELECTION_SET, selections: [field] } as const;
      group.selections.push({ ...fragment, selectionSet } as SelectionNode);
    }
  }
  return groups.map(({ needs: needed, selections }) => ({
    needs: needed,
    selectionSet: { ...set, selections },
  }));
}

/** What a group needs, and what no group needs in another way. */
function requirementsOf(
  group: FieldGroup,
  all: readonly FieldGroup[],
  requires: readonly Requirement[],
  needs: RequirementNeeds,
): readonly Requirement[] {
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
      const isDisputed = new Set(all.flatMap((each) => each.needs.get(place) ?? [])).size > 1;
      if (isDisputed && group.needs.get(place) !== keysBelow.join('.')) return [];
      return [{ ...requirement, selections: keep(requirement.selections, placeBelow, keysBelow) }];
    });
  return keep(requires, [], []);
}

function entitiesField(
  field: FieldNode,
  { key, variable }: { readonly key: string; readonly variable: string },
  selectionSet: SelectionSetNode,
): FieldNode {
  const value = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } } as const;
  const arguments_ = field.arguments?.map((argument) => ({ ...argument, value })) ?? [];
  const alias = { kind: Kind.NAME, value: key } as const;
  return { ...field, ...(key !== field.name.value && { alias }), arguments: arguments_, selectionSet };
}

function numbered(
  { key, variable }: { readonly key: string; readonly variable: string },
  index: number,
): { readonly key: string; readonly variable: string } {
  return { key: `${key}_${index}`, variable: `${variable}_${index}` };
}

function renamed(definition: VariableDefinitionNode, name: string): VariableDefinitionNode {
  const variable = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } } as const;
  return { ...definition, variable };
}
