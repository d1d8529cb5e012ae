import { type SubgraphSource } from './subgraph-source';

const subgraphCount = 30;
const entityCount = 200;

interface Entity {
  readonly id: string;
}
interface Part {
  /** Fields besides the key, with the type they lead to, or null for a text. */
  readonly fields: Readonly<Record<string, string | null>>;
}

/**
 * A graph in which a plan has to go back and forth: each of 200 entities is told by three of 30 subgraphs, and leads to
 * two others of which the subgraph knows the key only.
 */
export function wideSubgraphs(): SubgraphSource[] {
  const parts = Array.from({ length: subgraphCount }, () => new Map<string, Part>());
  const tell = (subgraph: number, entity: number, fields: Part['fields']) => {
    parts[subgraph % subgraphCount]!.set(typeOf(entity), { fields });
  };
  for (let entity = 0; entity < entityCount; entity++) {
    tell(entity, entity, { title: null, link: typeOf(entity * 7 + 1) });
    tell(entity + 7, entity, { price: null });
    tell(entity + 13, entity, { rating: null, similar: typeOf(entity * 3 + 2) });
  }
  return parts.map((types, subgraph) => subgraphOf(subgraph, types));
}

/** Root field of a subgraph, which leads to an entity that it tells most of. */
export const rootFieldOf = (subgraph: number): string => `root${subgraph % subgraphCount}`;

/** An operation that follows both links of each entity, so many times. */
export function wideSelection(depth: number): string {
  const below =
    depth > 0 ? ` link { ${wideSelection(depth - 1)} } similar { ${wideSelection(depth - 1)} }` : '';
  return `id title price rating${below}`;
}

function typeOf(entity: number): string {
  return `Entity${entity % entityCount}`;
}

function subgraphOf(subgraph: number, types: ReadonlyMap<string, Part>): SubgraphSource {
  const root = rootFieldOf(subgraph);
  const mentioned = new Set([...types.values()].flatMap(({ fields }) => Object.values(fields)));
  const known = [...mentioned].filter((type): type is string => type !== null && !types.has(type));
  const definitions = [...types].map(
    ([type, { fields }]) =>
      `type ${type} @key(fields: "id") { id: ID! ${Object.entries(fields)
        .map(([field, target]) => `${field}: ${target ?? 'String'}`)
        .join(' ')} }`,
  );
  return {
    name: `subgraph${subgraph}`,
    typeDefs: [
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])',
      `type Query { ${root}: ${typeOf(subgraph)} }`,
      ...definitions,
      ...known.map((type) => `type ${type} @key(fields: "id", resolvable: false) { id: ID! }`),
    ].join('\n'),
    resolvers: {
      Query: { [root]: () => ({ id: '1' }) },
      ...Object.fromEntries([...types].map(([type, { fields }]) => [type, resolversOf(type, fields)])),
    },
  };
}

function resolversOf(type: string, fields: Part['fields']) {
  return {
    __resolveReference: ({ id }: Entity) => ({ id }),
    ...Object.fromEntries(
      Object.entries(fields).map(([field, target]) => [
        field,
        ({ id }: Entity) => (target === null ? `${type}.${field} of ${id}` : { id }),
      ]),
    ),
  };
}
