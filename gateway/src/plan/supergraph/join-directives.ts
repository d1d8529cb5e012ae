import {
  type ASTNode,
  type ConstDirectiveNode,
  type ConstValueNode,
  type FieldDefinitionNode,
  Kind,
  print,
} from 'graphql';

/** Directives of one name on a definition. */
export function directivesOf(node: ASTNode, name: string): readonly ConstDirectiveNode[] {
  const directives = 'directives' in node ? (node.directives as readonly ConstDirectiveNode[]) : undefined;
  return directives?.filter((directive) => directive.name.value === name) ?? [];
}

/** A scalar argument as text. */
export function argument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

export function withoutArgument(directive: ConstDirectiveNode, name: string): ConstDirectiveNode {
  return { ...directive, arguments: directive.arguments?.filter((each) => each.name.value !== name) ?? [] };
}

export function withArgument(
  directive: ConstDirectiveNode,
  name: string,
  value: ConstValueNode,
): ConstDirectiveNode {
  const given = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value } as const;
  const others = withoutArgument(directive, name);
  return { ...others, arguments: [...(others.arguments ?? []), given] };
}

/** A join directive of a subgraph, by its value of `join__Graph`. */
export function joinDirective(
  name: string,
  graph: string,
  more: Readonly<Record<string, string>> = {},
): ConstDirectiveNode {
  const bare: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name } };
  const joined = withArgument(bare, 'graph', { kind: Kind.ENUM, value: graph });
  return Object.entries(more).reduce(
    (directive, [key, value]) => withArgument(directive, key, { kind: Kind.STRING, value }),
    joined,
  );
}

/** Whether a `join__type` says that the subgraph knows an interface as an object type. */
export function isInterfaceObject(join: ConstDirectiveNode): boolean {
  return argument(join, 'isInterfaceObject') === 'true';
}

/** Name of a field's type as the subgraph of a `join__field` has it, without lists and non-null. */
export function typeOf(field: FieldDefinitionNode, join: ConstDirectiveNode): string {
  return (argument(join, 'type') ?? print(field.type)).replace(/[[\]!]/g, '');
}
