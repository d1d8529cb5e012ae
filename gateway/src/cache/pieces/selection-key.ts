import { createHash } from 'node:crypto';
import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';
import { type SingleOperation } from '../../plan/operation/prune';
import { type VariableUsage } from '../../plan/query-plan';

/** Characters of a text that stands in a key as it is; of a longer one its hash does. */
const readable = 200;

/** What tells a selection from others, whatever an operation calls its variables, its root field or itself. */
export interface SelectionKey {
  readonly text: string;
  /** The client's names of the variables in it, in the order of the text. */
  readonly sources: readonly (string | undefined)[];
}

/** @param but variables whose values are not part of it */
export function selectionKey(
  { document }: SingleOperation,
  usages: readonly VariableUsage[],
  but: readonly string[] = [],
): SelectionKey {
  const names = new Map<string, string>();
  const newName = (name: string) => {
    const known = names.get(name) ?? `v${names.size}`;
    names.set(name, known);
    return known;
  };
  const [operation, ...fragments] = document.definitions;
  // Names are given where variables are used; their definitions follow in that order.
  for (const node of [
    operation && 'selectionSet' in operation ? operation.selectionSet : undefined,
    ...fragments,
  ]) {
    if (node) visit(node, { Variable: ({ name }) => void newName(name.value) });
  }
  const order = [...names.keys()];
  const renamed = visit(document, {
    OperationDefinition: ({ name: _, variableDefinitions = [], ...rest }) => ({
      ...rest,
      variableDefinitions: [...variableDefinitions].sort(
        (a, b) => order.indexOf(a.variable.name.value) - order.indexOf(b.variable.name.value),
      ),
      selectionSet: {
        ...rest.selectionSet,
        selections: rest.selectionSet.selections.map((field) =>
          field.kind === Kind.FIELD ? { ...field, alias: undefined } : field,
        ),
      },
    }),
    Variable: (variable) => ({
      ...variable,
      name: { kind: Kind.NAME, value: newName(variable.name.value) },
    }),
  });
  const sourceOf = new Map(usages.map(({ name, source }) => [name, source]));
  return {
    text: short(stripIgnoredCharacters(print(renamed))),
    sources: order.filter((name) => !but.includes(name)).map((name) => sourceOf.get(name)),
  };
}

/** Values of variables; an absent one is not null. */
export function valuesText({ sources }: SelectionKey, variables: Readonly<Record<string, unknown>>): string {
  const values = sources.map((source) =>
    source !== undefined && Object.hasOwn(variables, source) ? JSON.stringify(variables[source]) : '',
  );
  return short(`[${values.join(',')}]`);
}

/** @param text does not begin with `#` */
export function short(text: string): string {
  return text.length <= readable ? text : `#${createHash('sha256').update(text).digest('base64url')}`;
}
