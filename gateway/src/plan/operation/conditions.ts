import { type DirectiveNode, type DocumentNode, Kind, visit } from 'graphql';

/** Names of the variables that decide on selections of a document. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (node) => {
      const name = conditionVariable(node);
      if (name !== undefined) names.add(name);
    },
  });
  return [...names];
}

/** The document with each variable that decides on selections replaced by its value. */
export function withConditions(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): DocumentNode {
  const decided: DocumentNode = visit(document, {
    Directive: (node) => {
      const variable = conditionVariable(node);
      if (variable === undefined) return undefined;
      const name = { kind: Kind.NAME, value: 'if' } as const;
      const literal = { kind: Kind.BOOLEAN, value: variables[variable] === true } as const;
      return { ...node, arguments: [{ kind: Kind.ARGUMENT, name, value: literal }] };
    },
  });
  return decided;
}

function conditionVariable({ name, arguments: given }: DirectiveNode): string | undefined {
  if (name.value !== 'skip' && name.value !== 'include') return undefined;
  const value = given?.[0]?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
}
