import { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { query } from '../database';
import { environment } from '../serve';

const codec = new CursorCodec(environment('CURSOR_SECRET'));

/** A row of a page, with the texts of its sort keys. */
export type Paged<Row> = Row & { readonly parent: string; readonly keys: string[] };

export interface Page<Row> {
  readonly rows: readonly Paged<Row>[];
  readonly hasNextPage: boolean;
}

/** Which rows a page has. */
export interface PageQuery {
  readonly table: string;
  readonly columns: string;
  readonly sortColumn: string;
  readonly direction: 'ASC' | 'DESC';
  readonly where: string;
  /** From `$2` on. */
  readonly values?: readonly unknown[];
}

/** One page for each parent, in one statement. */
export async function pagesOf<Row>(
  { table, columns, sortColumn, direction, where, values = [] }: PageQuery,
  parentIds: readonly string[],
  first: number,
): Promise<Map<string, Page<Row>>> {
  const sort = `item.${sortColumn} ${direction}, item.id ${direction}`;
  const found = await query<Paged<Row> & { rank: string }>(
    `SELECT parent.id AS "parent", page.* FROM unnest($1::text[]) AS parent(id)
     CROSS JOIN LATERAL (
       SELECT ${columns}, ARRAY[(item.${sortColumn})::text, (item.id)::text] AS "keys",
         row_number() OVER (ORDER BY ${sort}) AS "rank"
       FROM ${table} AS item WHERE ${where} ORDER BY ${sort} LIMIT ${first + 1}) AS page
     ORDER BY parent.id, page."rank"`,
    [parentIds, ...values],
  );
  const pages = new Map<string, Paged<Row>[]>(parentIds.map((id) => [id, []]));
  for (const row of found) pages.get(row.parent)?.push(row);
  return new Map(
    [...pages].map(([id, rows]) => [id, { rows: rows.slice(0, first), hasNextPage: rows.length > first }]),
  );
}

/** As clients see a page; its cursors are those of the graph. */
export function connectionOf<Row, Node>(
  { rows, hasNextPage }: Page<Row>,
  scope: string,
  toNode: (row: Row) => Node,
) {
  const edges = rows.map((row) => ({ cursor: codec.encode(scope, row.keys), node: toNode(row) }));
  return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}
