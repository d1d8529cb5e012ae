import { type RawAnswer, type RequestParts } from '../../upstream/subgraph-request';

/** What is known of a fetch before it runs. */
export interface FetchShape {
  of(parts: RequestParts): FetchPieces;
}

/** One fetch as parts that are kept one by one: its entities, or its root fields. */
export interface FetchPieces {
  readonly count: number;
  /** Of the entity, as its representation says; of root fields the root type. */
  typeName(index: number): string;
  /** Tells this piece from all others of the subgraph. Operations whose selections are the same share it. */
  key(index: number): string;
  /** Tags that the gateway knows by itself. */
  tags(index: number): readonly string[];
  /** Asks for some of the pieces. */
  requestFor(wanted: readonly number[]): { readonly body: Buffer };
  /** Takes the answer to {@link requestFor} apart. `undefined` when it is not faultless. */
  read(body: Buffer, wanted: readonly number[]): readonly ReadPiece[] | undefined;
  /** The answer that holds all pieces. */
  join(texts: readonly Buffer[]): Buffer;
  /**
   * An answer to some of the pieces that is not faultless, together with the others that are known, as one answer for
   * all. One without any data is returned as it is.
   */
  joinFaulty(known: readonly (Buffer | undefined)[], wanted: readonly number[], answer: RawAnswer): RawAnswer;
}

export interface ReadPiece {
  /** Its JSON: a part of the answer's memory. */
  readonly text: Buffer;
  /** Tags that the subgraph gave it, as it wrote them. */
  readonly names: readonly string[];
}
