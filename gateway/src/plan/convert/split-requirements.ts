import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import { groupFields, requirementsOf } from './field-groups';
import { type ParsedOperations } from '../operation/parsed-operations';
import { prune } from '../operation/prune';
import { type Requirement } from '../query-plan';
import { type RequirementNeeds } from './requirement-needs';

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
 * values of one field. Here those get an `_entities` field of their own in the same operation, and so do fields of
 * interface objects that require something, see {@link RequirementNeeds.keysOf}.
 */
export function splitRequirements(
  operation: string,
  subgraph: string,
  entities: readonly { readonly key: string; readonly variable: string }[],
  needs: RequirementNeeds,
  parsed: ParsedOperations,
): SplitOperation {
  const document = parsed.of(operation);
  const definition = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const { selectionSet, variableDefinitions = [] } = definition as OperationDefinitionNode;
  const parts = new Map<string, readonly EntitiesPart[]>();
  const selections: SelectionNode[] = [];
  const variables: VariableDefinitionNode[] = [...variableDefinitions];
  for (const field of selectionSet.selections as readonly FieldNode[]) {
    const key = (field.alias ?? field.name).value;
    const entity = entities.find((each) => each.key === key);
    const groups =
      entity && field.selectionSet ? groupFields(field.selectionSet, document, subgraph, needs) : [];
    if (!entity || (groups.length < 2 && !groups.some(({ required }) => required))) {
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
    ...(definition as OperationDefinitionNode),
    variableDefinitions: variables,
    selectionSet: { ...selectionSet, selections },
  };
  // What stood in fragments stands in fields now.
  const pruned = prune(document, split, () => false);
  return { operation: pruned ? print(pruned.document) : operation, parts };
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
