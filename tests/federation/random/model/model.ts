/**
 * A supergraph before it is written down: which subgraph knows which part of which type. SDL, resolvers, the merged
 * schema and the data all come from it. Plain data, so that a part can be taken out and the rest tried again.
 */
export interface Model {
  readonly seed: number;
  readonly subgraphs: readonly string[];
  readonly types: readonly TypeModel[];
}

export type TypeModel = CompositeModel | UnionModel | EnumModel | InputModel | ScalarModel;

/** An object type or an interface. */
export interface CompositeModel {
  readonly kind: 'type' | 'interface';
  readonly name: string;
  fields: FieldModel[];
  /** By subgraph. */
  readonly in: Record<string, CompositePlacement>;
  /** `@inaccessible` */
  hidden?: boolean;
  /** How many objects of the type there are. */
  readonly count: number;
}

export interface CompositePlacement {
  keys: KeyModel[];
  implements: string[];
  /** `@interfaceObject`: an interface elsewhere. */
  readonly interfaceObject?: boolean;
}

export interface KeyModel {
  readonly fields: string;
  resolvable?: boolean;
}

export interface FieldModel {
  readonly name: string;
  /** As clients see it. */
  readonly type: string;
  readonly args: readonly ArgumentModel[];
  /** By subgraph. */
  readonly in: Record<string, FieldPlacement>;
  readonly rule: ValueRule;
  hidden?: boolean;
}

/**
 * Where a field's value comes from.
 * - `any`: from the seed, the object, the field and its arguments
 * - `id`: says type and number of the object; `number`, `half` and `rest` say (parts of) its number; `same` is the
 *   object of another type with the same number, and these are what keys are made of
 * - `required`: from what the field requires
 * - `position`: how many mutations ran before and with the one that gave this payload
 * - `changes`: how many mutations ran until now
 * - `root`: the root of queries
 */
export type ValueRule =
  'any' | 'id' | 'number' | 'half' | 'rest' | 'same' | 'required' | 'position' | 'changes' | 'root';

export interface FieldPlacement {
  /** Where it differs from what clients see. */
  type?: string;
  external?: boolean;
  requires?: string;
  provides?: string;
  shareable?: boolean;
  override?: { readonly from: string; readonly label?: string };
  /** Where a field moved away from this subgraph, and whether all operations follow. */
  overridden?: 'partly' | 'wholly';
}

export interface ArgumentModel {
  readonly name: string;
  readonly type: string;
  readonly default?: string;
}

export interface UnionModel {
  readonly kind: 'union';
  readonly name: string;
  /** Members by subgraph. */
  readonly in: Record<string, string[]>;
}

export interface EnumModel {
  readonly kind: 'enum';
  readonly name: string;
  /** Values by subgraph. */
  readonly in: Record<string, string[]>;
  /** Clients see what all subgraphs know of an enum of arguments, and what any knows of one of answers. */
  readonly use: 'input' | 'output' | 'both';
  readonly hiddenValues: readonly string[];
}

export interface InputModel {
  readonly kind: 'input';
  readonly name: string;
  /** Fields by subgraph; clients see those that all know. */
  readonly in: Record<string, ArgumentModel[]>;
  readonly oneOf: boolean;
}

export interface ScalarModel {
  readonly kind: 'scalar';
  readonly name: string;
  readonly in: Record<string, true>;
}

export function isComposite(type: TypeModel | undefined): type is CompositeModel {
  return type?.kind === 'type' || type?.kind === 'interface';
}

/** `[Book!]!` -> `Book` */
export function namedType(type: string): string {
  return type.replace(/[[\]!]/g, '');
}
