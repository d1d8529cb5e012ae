import {
  Kind,
  parse,
  print,
  visit,
  type ASTNode,
  type ArgumentNode,
  type DefinitionNode,
  type DirectiveNode,
} from 'graphql';

/**
 * Prints SDL in one canonical order, so that a diff shows a change of contract and nothing else: types,
 * fields, values, arguments and directives by name. Descriptions stay where they belong.
 */
export function sortSdl(sdl: string): string {
  const sorted = visit(parse(sdl, { noLocation: true }), {
    leave: (node) => ({ ...node, ...sortedLists(node) }),
  });
  return `${print(sorted)}\n`;
}

/** Lists whose order means nothing to GraphQL. */
const unordered = [
  'definitions',
  'fields',
  'values',
  'arguments',
  'directives',
  'types',
  'interfaces',
] as const;

function sortedLists(node: ASTNode): object {
  const lists: Record<string, readonly ASTNode[]> = {};
  for (const key of unordered) {
    // Elements of a list literal are a value, and values keep their order.
    if (node.kind === Kind.LIST || !(key in node)) continue;
    const list = (node as unknown as Record<string, readonly ASTNode[] | undefined>)[key];
    if (list) lists[key] = [...list].sort((a, b) => compare(sortKey(a), sortKey(b)));
  }
  return lists;
}

function sortKey(node: ASTNode): string {
  if (node.kind === Kind.DIRECTIVE) return `${node.name.value} ${argumentsKey(node)}`;
  const name = 'name' in node && node.name ? node.name.value : '';
  return `${definitionRank(node as DefinitionNode)} ${name}`;
}

/** The schema and its extensions first, then directives, then types. */
function definitionRank({ kind }: DefinitionNode): number {
  if (kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION) return 0;
  return kind === Kind.DIRECTIVE_DEFINITION ? 1 : 2;
}

function argumentsKey(node: DirectiveNode): string {
  return (node.arguments ?? []).map((argument: ArgumentNode) => print(argument)).join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
