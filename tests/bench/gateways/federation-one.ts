interface Subgraph {
  readonly name: string;
  readonly typeDefs: string;
}

/**
 * Says the subgraphs of the benchmark in Federation 1, where a type has one owner and the others extend it. Good for
 * these four documents, not for any.
 */
export function federationOne(subgraphs: readonly Subgraph[]): Subgraph[] {
  const owner: Readonly<Record<string, string>> = {
    User: 'accounts',
    Product: 'products',
    Review: 'reviews',
  };
  return subgraphs.map(({ name, typeDefs }) => ({
    name,
    typeDefs: typeDefs
      .replace(/extend schema\s+@link\([^)]*\)/, '')
      .replaceAll(' @shareable', '')
      .replace('type Query', 'extend type Query')
      .replace(/type (\w+) @key\(fields: "(\w+)"\) \{[^}]*\}/g, (definition, type: string, key: string) =>
        owner[type] === name
          ? definition
          : `extend ${definition.replace(new RegExp(`\\n  ${key}: \\S+`), '$& @external')}`,
      ),
  }));
}
