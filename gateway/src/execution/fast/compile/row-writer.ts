import { type Row } from '../layout';
import { ownerOf, type ReadText } from '../read';

/** A part of an object's JSON. */
export interface Piece {
  /** What comes first; nothing else for a constant. */
  readonly lead: string;
  /** Cell of the row that holds the value; 0 for the object's own row. */
  readonly link: number;
  /** Cell of the value; 0 for none. */
  readonly cell: number;
  /** Writes a value that is not a text already. */
  readonly write: ((value: unknown) => string) | undefined;
  /** The whole piece where the row that holds the value is not there. */
  readonly otherwise: string;
}

/** Writes the objects of one place for the client. */
export function rowWriter(pieces: readonly Piece[]): ReadText {
  return (row) => {
    let text = '{';
    for (const piece of pieces) {
      const { cell, write } = piece;
      if (cell === 0) {
        text += piece.lead;
        continue;
      }
      const owner: Row | null = ownerOf(row, piece.link);
      if (owner === null) text += piece.otherwise;
      else text += piece.lead + (write ? write(owner[cell]) : (owner[cell] as string));
    }
    return text + '}';
  };
}
