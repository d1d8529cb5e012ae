import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { columnsOf, transformed } from '../database/select-rows';
import type { PageRequest } from './page-request';

/** A total order: every column in the same direction, the last one unique. */
export interface KeysetOrder {
  readonly columns: readonly { readonly sql: string; readonly type: 'timestamptz' | 'text' | 'integer' }[];
  readonly direction: 'ASC' | 'DESC';
}

/** Which rows a connection has. SQL here is written by us, values travel as parameters. */
export interface KeysetQuery {
  readonly order: KeysetOrder;
  /** Condition over the alias `item`; its parameters start at `$2`. */
  readonly where: string;
  readonly parameters: readonly unknown[];
  /** SQL over `item` that ties a row to its parent, such as `item.article_id = parent.id`. */
  readonly join: string;
}

/** Rows of one page in the connection's order, each with the texts of its sort keys. */
export interface Page<Row> {
  readonly rows: readonly { readonly row: Row; readonly keys: readonly string[] }[];
  /** Whether the list goes on beyond this page, in the direction in which it was asked for. */
  readonly hasMore: boolean;
}

/** One page for each parent, in one statement however many parents there are. */
export async function pagesByParent<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  query: KeysetQuery,
  request: PageRequest,
  parentIds: readonly string[],
): Promise<ReadonlyMap<string, Page<Row>>> {
  const metadata = manager.connection.getMetadata(entity);
  const { sql, parameters } = statement(metadata, query, request);
  const found = await manager.query<({ $parent: string; $keys: string[]; $rank: string } & Row)[]>(sql, [
    parentIds,
    ...parameters,
  ]);
  const groups = new Map<string, { row: Row; keys: readonly string[] }[]>(parentIds.map((id) => [id, []]));
  for (const { $parent, $keys, $rank: _rank, ...row } of transformed(metadata, found)) {
    groups.get($parent)?.push({ row: row as unknown as Row, keys: $keys });
  }
  return new Map([...groups].map(([id, rows]) => [id, toPage(rows, request)]));
}

/** The page of a connection that has no parent. Its `join` is `TRUE`. */
export async function singlePage<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  query: Omit<KeysetQuery, 'join'>,
  request: PageRequest,
): Promise<Page<Row>> {
  const pages = await pagesByParent(manager, entity, { ...query, join: 'TRUE' }, request, ['']);
  return pages.get('') ?? { rows: [], hasMore: false };
}

function toPage<Row>(rows: { row: Row; keys: readonly string[] }[], request: PageRequest): Page<Row> {
  const kept = rows.slice(0, request.limit);
  if (request.direction === 'backward') kept.reverse();
  return { rows: kept, hasMore: rows.length > request.limit };
}

function statement(
  metadata: EntityMetadata,
  { order, where, parameters, join }: KeysetQuery,
  { limit, direction, boundary }: PageRequest,
): { sql: string; parameters: readonly unknown[] } {
  const keys = order.columns.map(({ sql }) => `(${sql})::text`).join(', ');
  const sortDirection = (order.direction === 'ASC') === (direction === 'forward') ? 'ASC' : 'DESC';
  const sort = order.columns.map(({ sql }) => `${sql} ${sortDirection}`).join(', ');
  const firstKey = parameters.length + 2;
  const beyond = boundary
    ? `AND (${order.columns.map(({ sql }) => sql).join(', ')}) ${sortDirection === 'ASC' ? '>' : '<'} ` +
      `(${order.columns.map(({ type }, index) => `$${firstKey + index}::${type}`).join(', ')})`
    : '';
  return {
    // One row more than asked for tells whether there is a next page.
    sql: `SELECT parent.id AS "$parent", page.*
      FROM unnest($1::text[]) AS parent(id)
      CROSS JOIN LATERAL (
        SELECT ${columnsOf(metadata, 'item')}, ARRAY[${keys}] AS "$keys", row_number() OVER (ORDER BY ${sort}) AS "$rank"
        FROM "${metadata.tableName}" AS item
        WHERE ${join} AND (${where}) ${beyond}
        ORDER BY ${sort}
        LIMIT ${limit + 1}
      ) AS page
      ORDER BY parent.id, page."$rank"`,
    parameters: [...parameters, ...(boundary ?? [])],
  };
}
