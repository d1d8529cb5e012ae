import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { selectRows } from './select-rows';

@Entity('ware')
class Ware {
  @PrimaryColumn('text')
  readonly id: string;

  @Column({ type: 'timestamptz', name: 'made_at', precision: 3 })
  readonly madeAt: Date;

  @Column({ type: 'text', name: 'nick_names', array: true })
  readonly nickNames: string[];

  @Column({
    name: 'worth_minor',
    type: 'bigint',
    transformer: { from: (text: string) => BigInt(text), to: (minor: bigint) => String(minor) },
  })
  readonly worthMinor: bigint;
}

const wares: readonly Ware[] = [
  { id: 'a', madeAt: new Date('2026-03-02T09:30:00.250Z'), nickNames: [], worthMinor: 9007199254740993n },
  { id: 'b', madeAt: new Date('1969-12-31T23:59:59.999Z'), nickNames: ['x', 'y,"'], worthMinor: -1n },
  { id: 'c', madeAt: new Date('2030-01-01T00:00:00.000Z'), nickNames: ['z'], worthMinor: 0n },
];

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createDatabase('kit_select_rows', async (url) => {
    const source = await new DataSource({ type: 'postgres', url }).initialize();
    await source.query(
      'CREATE TABLE ware (id text PRIMARY KEY, made_at timestamptz(3), nick_names text[], worth_minor bigint)',
    );
    await source.destroy();
  });
  dataSource = await new DataSource({
    type: 'postgres',
    url: database.url,
    entities: [Ware],
    extra: { options: '-c TimeZone=Asia/Kathmandu' },
  }).initialize();
  await dataSource.manager.insert(Ware, [...wares]);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

test('rows are what TypeORM itself would read', async () => {
  const rows = await selectRows(dataSource.manager, Ware, 'ware', 'ORDER BY ware.id');
  expect(rows).toEqual(wares);
  const itself = await dataSource.manager.find(Ware, { order: { id: 'ASC' } });
  expect(itself.map((ware) => ({ ...ware }))).toEqual(rows);
});

test('conditions and their parameters are as they were written', async () => {
  const rest = 'WHERE item.id = ANY($1) AND item.worth_minor < $2 ORDER BY item.id DESC';
  const rows = await selectRows(dataSource.manager, Ware, 'item', rest, [['b', 'c', 'd'], '0']);
  expect(rows.map(({ id }) => id)).toEqual(['b']);
});

test('within a transaction it sees what the transaction wrote', async () => {
  await dataSource.transaction(async (manager) => {
    await manager.delete(Ware, { id: 'a' });
    expect(await selectRows(manager, Ware, 'ware', 'WHERE ware.id = $1', ['a'])).toEqual([]);
    await manager.insert(Ware, wares[0]!);
  });
});
