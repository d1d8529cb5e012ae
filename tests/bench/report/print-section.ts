import { type Section, type Table } from './section';

/** For a terminal. */
export function printSection({ title, notes, tables }: Section): string {
  return [
    title,
    '='.repeat(title.length),
    ...notes,
    ...tables.flatMap((table) => ['', printTable(table)]),
    '',
    '',
  ].join('\n');
}

/** The first column stands at the left, all others at the right. */
export function printTable({ columns, rows }: Table): string {
  const lines = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const print = (line: readonly string[]) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd();
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [print(columns), rule, ...rows.map(print)].join('\n');
}
