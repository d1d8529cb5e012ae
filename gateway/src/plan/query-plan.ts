/**
 * What to ask of which subgraph, in which order: plain data, without a trace of the planner that made it.
 * Keys of objects in the merged data are data keys (see `data-key.ts`), never the client's aliases.
 */
export interface QueryPlan {
  /** `null` when nothing has to be fetched. */
  readonly node: PlanNode | null;
}

export type PlanNode = FetchNode | EntityFetchNode | SequenceNode | ParallelNode;

/** A plain operation. Its data is merged into every object at `path`; the empty path is the root. */
export interface FetchNode extends SubgraphOperation {
  readonly kind: 'Fetch';
  readonly path: FlattenPath;
  readonly fields: FieldTree;
  readonly renames: readonly KeyRename[];
}

/** Asks a subgraph for fields of entities that other subgraphs named (Federation, `Query._entities`). */
export interface EntityFetchNode extends SubgraphOperation {
  readonly kind: 'EntityFetch';
  readonly selections: readonly EntitySelection[];
}

export interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}

export interface SubgraphOperation {
  readonly subgraph: string;
  readonly operationKind: 'query' | 'mutation';
  readonly operation: string;
  readonly operationName?: string;
  readonly variables: readonly VariableUsage[];
}

export interface VariableUsage {
  /** Name in the subgraph's operation. */
  readonly name: string;
  /** Name in the client's operation. */
  readonly source: string;
}

/** One `_entities` field of an {@link EntityFetchNode}: the same selection for entities at several paths. */
export interface EntitySelection {
  /** Response key of the `_entities` field. */
  readonly key: string;
  /** Variable that carries the representations. */
  readonly variable: string;
  readonly paths: readonly FlattenPath[];
  /** How a representation is read from an object. Also a filter: an object that matches none is not asked for. */
  readonly requires: readonly RequiredEntity[];
  readonly fields: FieldTree;
  readonly renames: readonly KeyRename[];
}

/** The way from the root to objects of the merged data. Lists are descended wherever one stands. */
export type FlattenPath = readonly FlattenStep[];
export type FlattenStep =
  | { readonly kind: 'key'; readonly key: string }
  /** One `@` of a path; marks a list for people who read the plan. */
  | { readonly kind: 'list' }
  /** Only objects of one of these types or of a subtype. */
  | { readonly kind: 'types'; readonly types: readonly string[] };

export interface RequiredEntity extends RequiredFragment {
  /**
   * Name of the interface that the subgraph knows as an object type (`@interfaceObject`): sent as
   * `__typename` in place of the object's own.
   */
  readonly interfaceObject?: string;
}

export type Requirement = RequiredField | RequiredFragment;

export interface RequiredField {
  readonly kind: 'field';
  /** Data key to read. */
  readonly key: string;
  /** Key to write into the representation. */
  readonly as: string;
  /** Empty for leaf values, which are sent as they are. */
  readonly selections: readonly Requirement[];
}

export interface RequiredFragment {
  readonly kind: 'fragment';
  readonly typeCondition: string;
  readonly selections: readonly Requirement[];
}

/** Renames the key at the end of `path`; the steps are those of a {@link FlattenPath} without lists. */
export interface KeyRename {
  readonly path: FlattenPath;
  readonly to: string;
}

/** Data keys that an operation answers, whatever the type. The empty tree is a leaf. */
export type FieldTree = ReadonlyMap<string, FieldTree>;

/** The plan of an operation that asks nothing of any subgraph. */
export const emptyPlan: QueryPlan = { node: null };
