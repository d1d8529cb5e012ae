import { deviate } from '../deviation';
import { type Layout, type Row } from '../layout';
import { type ReadText } from '../read';

/** The entities that one selection asks for, each distinct one once, and the rows that wait for them. */
export class AskedEntities {
  /** Representations as JSON. */
  texts: string[] = [];
  /** How the answers are laid out. */
  layouts: Layout[] = [];
  /** By group of the representation, then by what tells it from others. */
  #indices: Map<string, number>[] = [];
  #rows: Row[] = [];
  #ends: EntityEnd[] = [];

  add(row: Row, end: EntityEnd): void {
    // An entity that stands at many places has one row, which can be reached on many ways.
    if (row[end.link.cell] !== undefined) return;
    const indices = (this.#indices[end.group] ??= new Map<string, number>());
    const identity = end.identify(row);
    let index = indices.get(identity);
    if (index === undefined) {
      index = this.texts.push(end.represent(row)) - 1;
      this.layouts.push(end.link.layout);
      indices.set(identity, index);
    }
    row[end.link.cell] = index;
    this.#rows.push(row);
    this.#ends.push(end);
  }

  /** Links each row with its answer; `null` is an entity that the subgraph does not know. Then lets go of all of them. */
  place(entities: readonly (Row | null)[]): void {
    this.#rows.forEach((row, at) => {
      const { link } = this.#ends[at]!;
      const entity = entities[row[link.cell] as number] ?? null;
      if (entity === null && link.isNeeded) deviate();
      row[link.cell] = entity;
    });
    this.texts = this.layouts = this.#indices = this.#rows = this.#ends = [];
  }
}

/** What a subgraph is told of objects of one type (Federation, `_Any`). */
export interface Representation {
  /** The same number for all of one selection whose JSON differs only in values. */
  readonly group: number;
  /** What tells an object from others of its group. */
  readonly identify: ReadText;
  /** The whole JSON. */
  readonly represent: ReadText;
}

/** The end of a way: objects of one type, for which another subgraph is asked. */
export interface EntityEnd extends Representation {
  readonly link: { readonly cell: number; readonly layout: Layout; readonly isNeeded: boolean };
}
