import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
} from 'graphql';
import { prune, type SingleOperation } from '../../plan/operation/prune';
import { fragmentOf } from '../../plan/operation/root-fields';

/** The fields of one response key at the root; several where an operation says one twice. */
export interface RootPart {
  readonly key: string;
  readonly fields: readonly FieldNode[];
}

/** An operation as fields that can be asked for one by one. */
export interface RootOperation {
  readonly parts: readonly RootPart[];
  /** The operation with some of its parts, and only the fragments and variables that they use. */
  only(parts: readonly RootPart[]): SingleOperation | undefined;
}

/** @returns `undefined` for what cannot be asked for in parts. */
export function readRootOperation(text: string): RootOperation | undefined {
  const document = parsed(text);
  const operations = document?.definitions.filter(isOperation) ?? [];
  const [operation] = operations;
  if (!document || !operation || operations.length > 1 || operation.directives?.length) return undefined;
  const fields = fieldsOf(operation.selectionSet.selections, document);
  if (!fields) return undefined;
  const byKey = new Map<string, FieldNode[]>();
  for (const field of fields) {
    const key = (field.alias ?? field.name).value;
    byKey.set(key, [...(byKey.get(key) ?? []), field]);
  }
  return {
    parts: [...byKey].map(([key, ofKey]) => ({ key, fields: ofKey })),
    only: (parts) => {
      const selections = parts.flatMap((part) => part.fields);
      const part = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const;
      return prune(document, part, () => false) ?? undefined;
    },
  };
}

/** The root fields, out of their fragments; `undefined` where it depends on a condition which there are. */
function fieldsOf(
  selections: readonly SelectionNode[],
  document: DocumentNode,
): readonly FieldNode[] | undefined {
  const fields: FieldNode[] = [];
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const names = selection.directives?.map(({ name }) => name.value) ?? [];
      if (names.includes('skip') || names.includes('include')) return undefined;
      fields.push(selection);
      continue;
    }
    const isInline = selection.kind === Kind.INLINE_FRAGMENT;
    const fragment = isInline ? selection : fragmentOf(document, selection.name.value);
    const inner = fragment && fieldsOf(fragment.selectionSet.selections, document);
    if (!inner || selection.directives?.length || fragment.directives?.length) return undefined;
    fields.push(...inner);
  }
  return fields;
}

function isOperation(definition: DocumentNode['definitions'][number]): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
}
