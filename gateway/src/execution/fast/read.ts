import { type Composite, type Row } from './layout';

/** Reads something of an object's row as JSON text. */
export type ReadText = (row: Row) => string;

/** The row that holds a value: the object's own for 0, else the one that is linked there; `null` when it is unknown. */
export function ownerOf(row: Row, link: number): Row | null {
  return link === 0 ? row : (row[link] as Row | null);
}

/** Calls back for each row of a value, lists of lists included. */
export function eachRow<Context>(
  value: unknown,
  { item }: Composite,
  visit: (row: Row, context: Context) => void,
  context: Context,
): void {
  if (value === null) return;
  if (!item) return visit(value as Row, context);
  for (const each of value as readonly unknown[]) eachRow(each, item, visit, context);
}

/** JSON of a value whose rows are written one by one. */
export function writeRows(value: unknown, { item }: Composite, write: ReadText): string {
  if (value === null) return 'null';
  if (!item) return write(value as Row);
  const list = value as readonly unknown[];
  if (list.length === 0) return '[]';
  let text = '[' + writeRows(list[0], item, write);
  for (let index = 1; index < list.length; index += 1) text += ',' + writeRows(list[index], item, write);
  return text + ']';
}
