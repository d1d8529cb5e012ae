import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from 'graphql';
import { dataKey } from './data-key';
import { type HidingTypes } from './hiding-types';
import { type HiddenLiterals, withoutLiterals } from './literals';
import { prune, type SingleOperation } from './prune';

/** An operation as the planner gets it. */
export interface NormalisedOperation extends SingleOperation {
  /** The client's name of a variable that had to be renamed, by its name in the operation. */
  readonly clientVariables: ReadonlyMap<string, string>;
  readonly literals: HiddenLiterals;
}

/**
 * Says the same operation with names that cannot collide with the planner's or with key fields, and
 * without selections whose literal `@skip` or `@include` drops them. Objects that may be of a hidden type say theirs.
 * @returns `null` when nothing is left to ask.
 */
export function normalise(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  hiding: HidingTypes,
): NormalisedOperation | null {
  const pruned = prune(document, operation, isNeverIncluded);
  if (!pruned) return null;
  const renamed = safeVariables(pruned.operation);
  const named = hiding.withTypenames(pruned.document);
  const { document: withoutValues, literals } = withoutLiterals(named);
  const rewritten: DocumentNode = visit(withoutValues, {
    Directive: (node) => (literalCondition(node) === undefined ? undefined : null),
    Field: (node) => withSafeAlias(node),
    Variable: (node) => {
      const name = renamed.get(node.name.value);
      return name === undefined ? undefined : { ...node, name: { ...node.name, value: name } };
    },
  });
  return {
    document: rewritten,
    operation: rewritten.definitions[0] as OperationDefinitionNode,
    clientVariables: new Map([...renamed].map(([client, safe]) => [safe, client])),
    literals,
  };
}

function withSafeAlias(field: FieldNode): FieldNode | undefined {
  const key = dataKey(field);
  const { alias, ...unaliased } = field;
  if (key !== field.name.value) return { ...unaliased, alias: { kind: Kind.NAME, value: key } };
  return alias && unaliased;
}

/** The planner calls its own variables `representations` and `__batch_reps_0`. */
function safeVariables(operation: OperationDefinitionNode): Map<string, string> {
  const names = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const renamed = new Map<string, string>();
  for (const name of names) {
    if (name !== 'representations' && !name.startsWith('__')) continue;
    let safe = `v_${name}`;
    while (names.has(safe)) safe = `v_${safe}`;
    renamed.set(name, safe);
  }
  return renamed;
}

function isNeverIncluded(selection: SelectionNode): boolean {
  return selection.directives?.some((directive) => literalCondition(directive) === false) ?? false;
}

/** Whether a literal condition lets its selection in; `undefined` for variables and other directives. */
function literalCondition(directive: DirectiveNode): boolean | undefined {
  const name = directive.name.value;
  if (name !== 'skip' && name !== 'include') return undefined;
  const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
  if (value?.kind !== Kind.BOOLEAN) return undefined;
  return value.value === (name === 'include');
}
