import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { type ParsedOperations } from '../operation/parsed-operations';
import { fragmentOf } from '../operation/root-fields';
import { type FlattenPath, type KeyRename } from '../query-plan';
import { type FieldTypes } from './field-types';

/** A selection, and the type that it stands on; empty where that is not known. */
interface Typed<Node> {
  readonly type: string;
  readonly node: Node;
}

/** Begins no other name in operations for subgraphs. */
const prefix = '__s';

/**
 * Gives fields of one name and of different types an alias each: of the objects of a union or of `_entities` the planner
 * asks what is required by its name, which is no valid operation where these types differ (GraphQL specification, 5.3.2).
 * @returns the operation, and the renames that undo the aliases in its answer.
 */
export function separateShapes(
  operation: string,
  subgraph: string,
  types: FieldTypes,
  parsed: ParsedOperations,
): { readonly operation: string; readonly renames: readonly KeyRename[] } {
  const document = withoutSpreads(parsed.of(operation));
  const aliases = new Map<FieldNode, string>();
  const renames: KeyRename[] = [];
  const definition = document.definitions[0] as OperationDefinitionNode;
  walk([{ type: types.rootOf(definition.operation), node: definition.selectionSet }], []);
  if (aliases.size === 0) return { operation, renames };
  const separated = visit(document, {
    Field: (field) => {
      const alias = aliases.get(field);
      return alias === undefined ? undefined : { ...field, alias: { kind: Kind.NAME, value: alias } };
    },
  });
  return { operation: stripIgnoredCharacters(print(separated)), renames };

  function walk(sets: readonly Typed<SelectionSetNode>[], path: FlattenPath): void {
    const byKey = new Map<string, Typed<FieldNode>[]>();
    for (const field of sets.flatMap(fieldsOf)) {
      const key = (field.node.alias ?? field.node.name).value;
      const alike = byKey.get(key);
      if (alike) alike.push(field);
      else byKey.set(key, [field]);
    }
    for (const [key, fields] of byKey) {
      if (fields.length === 1) {
        walk(fields.flatMap(selectionsOf), [...path, { kind: 'key', key }]);
        continue;
      }
      const byShape = new Map<string, Typed<FieldNode>[]>();
      for (const field of fields) {
        const shape = types.shapeOf(subgraph, field.type, field.node.name.value);
        byShape.set(shape, [...(byShape.get(shape) ?? []), field]);
      }
      [...byShape.values()].forEach((alike, index) => {
        const alias = index === 0 ? key : `${prefix}${index}_${key}`;
        const here: FlattenPath = [...path, { kind: 'key', key: alias }];
        walk(alike.flatMap(selectionsOf), here);
        if (index === 0) return;
        for (const { node } of alike) aliases.set(node, alias);
        // What lies deeper is renamed before, for its path leads through the alias.
        renames.push({ path: here, to: key });
      });
    }
  }

  function selectionsOf({ type, node }: Typed<FieldNode>): readonly Typed<SelectionSetNode>[] {
    if (!node.selectionSet) return [];
    return [{ type: types.namedTypeOf(type, node.name.value), node: node.selectionSet }];
  }
}

function fieldsOf({ type, node }: Typed<SelectionSetNode>): readonly Typed<FieldNode>[] {
  return node.selections.flatMap((selection): readonly Typed<FieldNode>[] => {
    if (selection.kind === Kind.FIELD) return [{ type, node: selection }];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    return fieldsOf({ type: selection.typeCondition?.name.value ?? type, node: selection.selectionSet });
  });
}

/** The document with each fragment where it is spread, a copy for each place. */
function withoutSpreads(document: DocumentNode): DocumentNode {
  const [operation] = document.definitions;
  if (document.definitions.length === 1 || !operation) return document;
  const inlined = visit(operation, {
    FragmentSpread: ({ name, directives }) => {
      const fragment = fragmentOf(document, name.value);
      if (!fragment) return undefined;
      const { typeCondition, selectionSet } = structuredClone(fragment);
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
    },
  });
  return { ...document, definitions: [inlined] };
}
