import { type DocumentNode, Kind, visit } from 'graphql';

/** How deep lists and objects stand inside each other in the literals of a document, at most. */
export function literalDepth(document: DocumentNode): number {
  let depth = 0;
  let deepest = 0;
  const nesting = {
    enter: () => void (deepest = Math.max(deepest, (depth += 1))),
    leave: () => void (depth -= 1),
  };
  visit(document, { [Kind.LIST]: nesting, [Kind.OBJECT]: nesting });
  return deepest;
}

/**
 * Whether lists and objects stand inside each other more than `limit` deep in one of the variables. JSON can be much
 * deeper than what walks it by calling itself.
 */
export function isDeeperThan(limit: number, variables: Readonly<Record<string, unknown>>): boolean {
  let level = Object.values(variables).filter(isNested);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((value) => Object.values(value).filter(isNested));
  }
  return false;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
