import { type ASTNode, type ConstDirectiveNode } from 'graphql';

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
