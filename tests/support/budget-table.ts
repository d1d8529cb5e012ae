import { readFile, writeFile } from 'node:fs/promises';

/** What one operation costs one kind of caller. */
export interface Budget {
  /** `users 1, content 2` */
  readonly requests: string;
  /** Read with little data and short pages. */
  readonly rowsSmall: string;
  /** Read with much data and long pages. */
  readonly rowsLarge: string;
  /** `content: SELECT …`; the same however much data there is. */
  readonly statements: readonly string[];
}

type BudgetTable = Readonly<Record<string, Budget>>;

const howToUpdate =
  'If that is meant: run this test with UPDATE_BUDGET=1, and let the change of the table be read with your change.';

export async function readTable(file: string): Promise<BudgetTable> {
  return JSON.parse(await readFile(file, 'utf8')) as BudgetTable;
}

export async function writeTable(file: string, table: BudgetTable): Promise<void> {
  await writeFile(file, `${JSON.stringify(table, null, 2)}\n`);
}

/** Where the costs are others than the table's, in words; a table that is too generous is no budget either. */
export function differences(measured: BudgetTable, table: BudgetTable): string[] {
  const names = [...new Set([...Object.keys(measured), ...Object.keys(table)])];
  const found = names.flatMap((name) => {
    const [now, then] = [measured[name], table[name]];
    if (!now) return [`${name} is in the table, and there is no such operation any more.`];
    if (!then) return [`${name} has no line in the table.`];
    return differencesOf(name, now, then);
  });
  return found.length > 0 ? [...found, howToUpdate] : [];
}

function differencesOf(name: string, now: Budget, then: Budget): string[] {
  const changed = (what: string, is: string, was: string) =>
    is === was ? [] : [`${name}: ${what}: ${is}; the table says: ${was}.`];
  return [
    ...surplus(now.statements, then.statements).map((sql) => `${name}: more than the table says: ${sql}`),
    ...surplus(then.statements, now.statements).map((sql) => `${name}: less than the table says: ${sql}`),
    ...changed('requests', now.requests, then.requests),
    ...changed('rows with little data', now.rowsSmall, then.rowsSmall),
    ...changed('rows with much data', now.rowsLarge, then.rowsLarge),
  ];
}

/** What `more` has and `fewer` has not, or not as often, each once and with how often. */
export function surplus(more: readonly string[], fewer: readonly string[]): string[] {
  return [...new Set(more)].flatMap((item) => {
    const times = countOf(more, item) - countOf(fewer, item);
    return times > 0 ? [`${times} x ${item}`] : [];
  });
}

function countOf(items: readonly string[], wanted: string): number {
  return items.filter((item) => item === wanted).length;
}
