/** JSON as it can be written, not as it can be read: keys may come twice, and texts may be anything. */
export type JsonNode =
  | { kind: 'object'; entries: [key: string, value: JsonNode][] }
  | { kind: 'list'; items: JsonNode[] }
  | { kind: 'string'; value: string }
  /** Written as it is. */
  | { kind: 'raw'; text: string };

export function nodeOf(value: unknown): JsonNode {
  if (typeof value === 'string') return { kind: 'string', value };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(nodeOf) };
  if (typeof value !== 'object' || value === null) return raw(JSON.stringify(value));
  return { kind: 'object', entries: Object.entries(value).map(([key, each]) => [key, nodeOf(each)]) };
}

export function raw(text: string): JsonNode {
  return { kind: 'raw', text };
}

/** A node and all below it. */
export function* nodesIn(node: JsonNode): Generator<JsonNode> {
  yield node;
  if (node.kind === 'list') for (const item of node.items) yield* nodesIn(item);
  if (node.kind === 'object') for (const [, value] of node.entries) yield* nodesIn(value);
}

/** How JSON is written where there is a choice. */
export interface Style {
  /** What stands between tokens. */
  readonly gap: () => string;
  /** A string with its quotes. */
  readonly string: (value: string) => string;
}

export const plainStyle: Style = { gap: () => '', string: (value) => JSON.stringify(value) };

export function print(node: JsonNode, style: Style = plainStyle): string {
  const { gap } = style;
  switch (node.kind) {
    case 'raw':
      return gap() + node.text + gap();
    case 'string':
      return gap() + style.string(node.value) + gap();
    case 'list':
      return `${gap()}[${gap()}${node.items.map((item) => print(item, style)).join(',')}]${gap()}`;
    case 'object': {
      const entries = node.entries.map(
        ([key, value]) => `${gap()}${style.string(key)}${gap()}:${print(value, style)}`,
      );
      return `${gap()}{${gap()}${entries.join(',')}}${gap()}`;
    }
  }
}
