import fc from 'fast-check';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { pagesByParent, singlePage, type KeysetOrder, type Page } from './keyset';
import type { PageRequest } from './page-request';

@Entity('leaf')
class Leaf {
  @PrimaryColumn('text')
  readonly id: string;

  @Column('text', { name: 'tree_id' })
  readonly treeId: string;

  @Column({ type: 'timestamptz', name: 'grown_at', precision: 3 })
  readonly grownAt: Date;

  @Column('integer')
  readonly size: number;
}

const trees = ['oak', 'ash', 'bare'] as const;
const byTime = { sql: 'item.grown_at', type: 'timestamptz' } as const;
const bySize = { sql: 'item.size', type: 'integer' } as const;
const byId = { sql: 'item.id', type: 'text' } as const;

let database: TestDatabase;
let dataSource: DataSource;
let statements = 0;
const leaves: Leaf[] = [];

beforeAll(async () => {
  database = await createDatabase('kit_keyset', async (url) => {
    const source = await new DataSource({ type: 'postgres', url }).initialize();
    await source.query(
      'CREATE TABLE leaf (id text PRIMARY KEY, tree_id text NOT NULL, grown_at timestamptz(3) NOT NULL, size integer NOT NULL)',
    );
    await source.destroy();
  });
  const count = () => void (statements += 1);
  const ignore = () => undefined;
  dataSource = await new DataSource({
    type: 'postgres',
    url: database.url,
    entities: [Leaf],
    logging: ['query'],
    logger: {
      logQuery: count,
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    },
    // Not UTC: the texts of the keys must mean the same instant in every time zone.
    extra: { options: '-c TimeZone=Asia/Kathmandu' },
  }).initialize();
  for (let number = 0; number < 40; number++) {
    leaves.push({
      id: `leaf-${String(number).padStart(2, '0')}`,
      treeId: trees[number % 2] ?? 'oak',
      grownAt: new Date(Date.UTC(2026, 0, 1 + (number % 3), 0, 0, 0, number % 2)),
      size: (number % 5) - 2,
    });
  }
  await dataSource.manager.insert(Leaf, leaves);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

function request(
  limit: number,
  direction: PageRequest['direction'],
  boundary: PageRequest['boundary'],
): PageRequest {
  return { limit, direction, boundary };
}

function idsOf(page: Page<Leaf> | undefined): string[] {
  return (page?.rows ?? []).map(({ row }) => row.id);
}

function pages(order: KeysetOrder, page: PageRequest, parents: readonly string[] = trees) {
  const query = { order, where: 'TRUE', parameters: [], join: 'item.tree_id = parent.id' };
  return pagesByParent(dataSource.manager, Leaf, query, page, parents);
}

/** What the page should hold, sorted here and not by the database. */
function expectedIds(tree: string, { columns, direction }: KeysetOrder): string[] {
  const key = new Map<string, (leaf: Leaf) => number>([
    [byTime.sql, ({ grownAt }) => grownAt.getTime()],
    [bySize.sql, ({ size }) => size],
  ]);
  const sorted = leaves
    .filter(({ treeId }) => treeId === tree)
    .sort((a, b) => {
      for (const { sql } of columns) {
        const difference = (key.get(sql)?.(a) ?? 0) - (key.get(sql)?.(b) ?? 0);
        if (difference !== 0) return difference;
      }
      return a.id < b.id ? -1 : 1;
    })
    .map(({ id }) => id);
  return direction === 'ASC' ? sorted : sorted.reverse();
}

const orders = fc.record({
  columns: fc.constantFrom([byTime, byId], [bySize, byId], [bySize, byTime, byId], [byId]),
  direction: fc.constantFrom('ASC' as const, 'DESC' as const),
});

test('following the pages meets each row once and in order, however many keys are equal', async () => {
  const directions = fc.constantFrom('forward' as const, 'backward' as const);
  await fc.assert(
    fc.asyncProperty(orders, fc.integer({ min: 1, max: 25 }), directions, async (order, limit, direction) => {
      const seen: string[] = [];
      let boundary: readonly string[] | null = null;
      for (let more = true; more;) {
        const page: Page<Leaf> | undefined = (await pages(order, request(limit, direction, boundary))).get(
          'oak',
        );
        if (direction === 'forward') seen.push(...idsOf(page));
        else seen.unshift(...idsOf(page));
        boundary = page?.rows.at(direction === 'forward' ? -1 : 0)?.keys ?? null;
        more = page?.hasMore ?? false;
        expect(seen.length).toBeLessThanOrEqual(leaves.length);
      }
      expect(seen).toEqual(expectedIds('oak', order));
    }),
    { numRuns: 60 },
  );
});

test('each parent gets a page of its own, in one statement, and rows come back as entities', async () => {
  const order: KeysetOrder = { columns: [byTime, byId], direction: 'DESC' };
  const before = statements;
  const found = await pages(order, request(3, 'forward', null));
  expect(statements - before).toBe(1);
  for (const tree of trees) expect(idsOf(found.get(tree))).toEqual(expectedIds(tree, order).slice(0, 3));
  expect(trees.map((tree) => found.get(tree)?.hasMore)).toEqual([true, true, false]);
  const [first] = found.get('oak')?.rows ?? [];
  expect(first?.row).toEqual(leaves.find(({ id }) => id === first?.row.id));
  expect(new Date(first?.keys[0] ?? '')).toEqual(first?.row.grownAt);
});

test('a page of nothing still knows whether there is more', async () => {
  const order: KeysetOrder = { columns: [byId], direction: 'ASC' };
  const found = await pages(order, request(0, 'forward', null));
  expect(trees.map((tree) => [idsOf(found.get(tree)), found.get(tree)?.hasMore])).toEqual([
    [[], true],
    [[], true],
    [[], false],
  ]);
});

test('a list without a parent takes conditions with parameters beside the boundary', async () => {
  const order: KeysetOrder = { columns: [bySize, byId], direction: 'ASC' };
  const query = { order, where: 'item.tree_id = $2 AND item.size > $3', parameters: ['ash', -2] };
  const first = await singlePage(dataSource.manager, Leaf, query, request(5, 'forward', null));
  const boundary = first.rows.at(-1)?.keys ?? null;
  const second = await singlePage(dataSource.manager, Leaf, query, request(100, 'forward', boundary));
  const big = new Set(leaves.filter(({ size }) => size > -2).map(({ id }) => id));
  expect([...idsOf(first), ...idsOf(second)]).toEqual(expectedIds('ash', order).filter((id) => big.has(id)));
  expect(second.hasMore).toBe(false);
});
