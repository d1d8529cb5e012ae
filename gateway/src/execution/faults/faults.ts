import { type FieldTree } from '../../plan/query-plan';
import { type Cause, unknownEntity } from './errors';

/** Keys of merged data: response keys and list indices. */
export type DataKey = string | number;

/** A cause and where below the place it lies; the empty path is the place itself. */
export interface Finding {
  readonly cause: Cause;
  readonly rest: readonly DataKey[];
}

interface FaultNode {
  /** Errors that subgraphs reported at exactly this place. */
  readonly reported: Cause[];
  readonly below: Map<DataKey, FaultNode>;
  /** Fields that a failed fetch should have filled, lists in between left out. */
  readonly lost: { readonly fields: FieldTree; readonly cause: Cause }[];
}

/**
 * What is known to be wrong at one place of the merged data and below it. A fault says nothing of values
 * that are there: another fetch may have brought them.
 */
export class Faults {
  private constructor(private readonly nodes: readonly FaultNode[]) {}

  static readonly none = new Faults([]);

  static of(nodes: readonly FaultNode[]): Faults {
    return nodes.length === 0 ? Faults.none : new Faults(nodes);
  }

  get isEmpty(): boolean {
    return this.nodes.length === 0;
  }

  and(other: Faults): Faults {
    return other.isEmpty ? this : Faults.of([...this.nodes, ...other.nodes]);
  }

  /** The faults one step further down. */
  at(key: DataKey): Faults {
    if (this.isEmpty) return this;
    const further: FaultNode[] = [];
    for (const node of this.nodes) {
      const child = node.below.get(key);
      if (child) further.push(child);
      for (const { fields, cause } of node.lost) {
        const lost = typeof key === 'number' ? fields : fields.get(key);
        if (lost) further.push({ reported: [], below: new Map(), lost: [{ fields: lost, cause }] });
      }
    }
    return Faults.of(further);
  }

  /** Errors that subgraphs reported at exactly this place. */
  reported(): readonly Cause[] {
    return this.nodes.flatMap((node) => node.reported);
  }

  /**
   * Why there is nothing at this place: what was reported for it, else the first thing that was reported below
   * it and made it null, else the failed fetch that should have filled it; one that failed before one that does
   * not know the entity.
   */
  find(): Finding | undefined {
    const [exact] = this.reported();
    if (exact) return { cause: exact, rest: [] };
    for (const node of this.nodes) {
      const below = firstBelow(node, []);
      if (below) return below;
    }
    const all = this.nodes.flatMap((node) => node.lost);
    const lost = all.find((each) => each.cause !== unknownEntity) ?? all[0];
    return lost && { cause: lost.cause, rest: [] };
  }
}

/** Faults by the object of the merged data that they were noticed at. */
export class FaultBook {
  readonly #nodes = new Map<object, FaultNode>();

  /** Notes an error that a subgraph reported at `path` below `object`. */
  report(object: object, path: readonly DataKey[], cause: Cause): void {
    let node = this.#nodeOf(object);
    for (const key of path) {
      const child = node.below.get(key) ?? newNode();
      node.below.set(key, child);
      node = child;
    }
    node.reported.push(cause);
  }

  /** Notes that the fields of a failed fetch are missing from `object`. */
  lose(object: object, fields: FieldTree, cause: Cause): void {
    this.#nodeOf(object).lost.push({ fields, cause });
  }

  /** The faults noticed at an object, without those noticed above it. */
  at(object: object): Faults {
    const node = this.#nodes.get(object);
    return node ? Faults.of([node]) : Faults.none;
  }

  #nodeOf(object: object): FaultNode {
    const node = this.#nodes.get(object) ?? newNode();
    this.#nodes.set(object, node);
    return node;
  }
}

function newNode(): FaultNode {
  return { reported: [], below: new Map(), lost: [] };
}

function firstBelow(node: FaultNode, path: readonly DataKey[]): Finding | undefined {
  for (const [key, child] of node.below) {
    const here = [...path, key];
    const [cause] = child.reported;
    const found = cause ? { cause, rest: here } : firstBelow(child, here);
    if (found) return found;
  }
  return undefined;
}
