import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { dataKey } from '../../plan/operation/data-key';
import { type Refusal } from '../faults/errors';

/** One response key of the client's answer, for objects of one type. */
export interface SelectedField {
  /** The client's response key. */
  readonly responseKey: string;
  /** Where the value stands in the merged data. */
  readonly dataKey: string;
  readonly name: string;
  /** All fields with this response key, whose selection sets count as one. */
  readonly nodes: readonly FieldNode[];
  /** `undefined` for `__typename`, `__schema` and `__type`. */
  readonly type: GraphQLOutputType | undefined;
  readonly refusal: Refusal | undefined;
}

export interface SelectedFields {
  readonly fields: readonly SelectedField[];
  /** False when the object's own type, which is not known, would select more. */
  readonly isDecided: boolean;
}

/**
 * Which fields an operation selects on an object of a given type (GraphQL specification, 6.3.2). Answers are
 * kept for the time of one execution: a list of a thousand objects is decided once.
 */
export class Selections {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #known = new WeakMap<readonly FieldNode[], Map<GraphQLCompositeType, SelectedFields>>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly refusals: ReadonlyMap<FieldNode, Refusal>,
  ) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  /** The fields of the operation itself. */
  ofRoot(type: GraphQLCompositeType, selectionSet: SelectionSetNode): SelectedFields {
    return this.#collect(type, [selectionSet]);
  }

  /** The subfields of a field whose value is of `type`, which may be abstract when no more is known. */
  below(field: SelectedField, type: GraphQLCompositeType): SelectedFields {
    let byType = this.#known.get(field.nodes);
    if (!byType) this.#known.set(field.nodes, (byType = new Map<GraphQLCompositeType, SelectedFields>()));
    const known = byType.get(type);
    if (known) return known;
    const sets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const selected = this.#collect(type, sets);
    byType.set(type, selected);
    return selected;
  }

  /** One subfield by its data key, of an object that is not there: of any type that it could have had. */
  child(field: SelectedField, dataKey: string): SelectedField | undefined {
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return undefined;
    const types = isAbstractType(type) ? [type, ...this.schema.getPossibleTypes(type)] : [type];
    for (const each of types) {
      const found = this.below(field, each).fields.find((subfield) => subfield.dataKey === dataKey);
      if (found) return found;
    }
    return undefined;
  }

  #collect(type: GraphQLCompositeType, selectionSets: readonly SelectionSetNode[]): SelectedFields {
    const groups = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    let isOpen = false;
    const visit = (selection: SelectionNode): void => {
      if (!isIncluded(selection.directives, this.variables)) return;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const group = groups.get(key);
        if (group) group.push(selection);
        else groups.set(key, [selection]);
        return;
      }
      let fragment:
        Extract<SelectionNode, { kind: Kind.INLINE_FRAGMENT }> | FragmentDefinitionNode | undefined;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        fragment = selection;
      } else {
        if (spread.has(selection.name.value)) return;
        spread.add(selection.name.value);
        fragment = this.#fragments.get(selection.name.value);
      }
      if (!fragment) return;
      const applies = this.#applies(fragment.typeCondition?.name.value, type);
      if (applies === undefined) isOpen = true;
      if (applies) fragment.selectionSet.selections.forEach(visit);
    };
    for (const { selections } of selectionSets) selections.forEach(visit);
    const fields = [...groups].map(([key, nodes]) => this.#field(type, key, nodes));
    if (!isOpen || !isAbstractType(type)) return { fields, isDecided: true };
    const possible = this.schema.getPossibleTypes(type).map((each) => this.#collect(each, selectionSets));
    return { fields, isDecided: possible.every((each) => countNodes(each.fields) === countNodes(fields)) };
  }

  #field(type: GraphQLCompositeType, responseKey: string, nodes: readonly FieldNode[]): SelectedField {
    const [first] = nodes as [FieldNode];
    const name = first.name.value;
    const definition = 'getFields' in type ? type.getFields()[name] : undefined;
    const refused = nodes.find((node) => this.refusals.has(node));
    return {
      responseKey,
      dataKey: dataKey(first),
      name,
      nodes,
      type: definition?.type,
      refusal: refused && this.refusals.get(refused),
    };
  }

  /** `undefined` when it depends on the object's own type. */
  #applies(condition: string | undefined, type: GraphQLCompositeType): boolean | undefined {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = this.schema.getType(condition);
    if (!isCompositeType(conditionType)) return false;
    if (
      isAbstractType(conditionType) &&
      'getInterfaces' in type &&
      this.schema.isSubType(conditionType, type)
    ) {
      return true;
    }
    return isObjectType(type) ? false : undefined;
  }
}

/** What is selected on an abstract type is selected on all of its types: equal counts are equal selections. */
function countNodes(fields: readonly SelectedField[]): number {
  return fields.reduce((count, { nodes }) => count + nodes.length, 0);
}

function isIncluded(
  directives: readonly DirectiveNode[] | undefined,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  for (const { name, arguments: [condition] = [] } of directives ?? []) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const value = condition?.value;
    const isTrue =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value] === true
        : value?.kind === Kind.BOOLEAN && value.value;
    if (isTrue === (name.value === 'skip')) return false;
  }
  return true;
}
