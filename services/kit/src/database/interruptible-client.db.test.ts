import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { PostgresProxy } from '../../../../tests/support/postgres-proxy';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { until } from '../../../../tests/support/until';
import { RequestOverError, RequestScope } from '../request-scope';
import { connectDatabase } from './connect';
import { inTransaction } from './transaction';

let database: TestDatabase;
/** Between the service and the server, for when cancel requests are slow. */
let proxy: PostgresProxy;
let dataSource: DataSource;
/** Holds locks. */
let other: Client;
/** Looks on: within a transaction `pg_stat_activity` stands still. */
let onlooker: Client;
const statements: string[] = [];
beforeAll(async () => {
  database = await createDatabase('empty', () => Promise.resolve());
  const { url } = (proxy = await PostgresProxy.start(database.url));
  dataSource = await connectDatabase({
    url,
    applicationName: 'service',
    entities: [],
    migrations: [],
    onStatement: (sql) => void statements.push(sql),
  });
  other = new Client({ connectionString: database.url });
  onlooker = new Client({ connectionString: database.url });
  await Promise.all([other.connect(), onlooker.connect()]);
  await other.query('CREATE TABLE note (id int PRIMARY KEY, text text)');
});
afterAll(async () => {
  await dataSource.destroy();
  await proxy[Symbol.asyncDispose]();
  await Promise.all([other.end(), onlooker.end()]);
  await database.drop();
});
beforeEach(async () => {
  await other.query('TRUNCATE note');
  statements.length = 0;
});

/** Runs `work` as a request would, and says how it ended. */
function asRequest<T>(scope: RequestScope, work: () => Promise<T>): Promise<T | Error> {
  return new Promise((resolve) => {
    scope.run(() => void work().then(resolve, (error: Error) => resolve(error)));
  });
}

/** What of the service's connections is at work, by SQL. */
async function atWork(): Promise<string[]> {
  const { rows } = await onlooker.query<{ query: string }>(
    `SELECT query FROM pg_stat_activity WHERE application_name = 'service' AND datname = current_database()
       AND state <> 'idle' ORDER BY query`,
  );
  return rows.map(({ query }) => query);
}
const isNothing = (queries: readonly string[]) => queries.length === 0;

const isOver = (error: unknown) =>
  error instanceof RequestOverError ||
  (error as { driverError?: unknown } | undefined)?.driverError instanceof RequestOverError;

/** While `work` runs nobody else can write notes. */
async function withLock(work: () => Promise<void>): Promise<void> {
  await other.query('BEGIN; LOCK TABLE note');
  try {
    await work();
  } finally {
    await other.query('ROLLBACK');
  }
}

test('a statement ends when the requester leaves, while what it waits for is still held', async () => {
  await withLock(async () => {
    const scope = new RequestScope();
    const ended = asRequest(scope, () => dataSource.query(`INSERT INTO note VALUES (1, 'a')`));
    await until(atWork, (queries) => queries.length === 1, 5_000);
    scope.leave();
    await until(atWork, isNothing, 5_000);
    expect(isOver(await ended)).toBe(true);
  });
  expect(await dataSource.query('SELECT * FROM note')).toEqual([]);
});

test('a statement ends at the deadline', async () => {
  await withLock(async () => {
    const ended = asRequest(new RequestScope(200), () => dataSource.query('SELECT * FROM note'));
    await until(atWork, (queries) => queries.length === 1, 5_000);
    await until(atWork, isNothing, 5_000);
    expect(isOver(await ended)).toBe(true);
  });
});

test('a transaction whose requester left is rolled back, and its connection serves the next', async () => {
  const scope = new RequestScope();
  const ended = asRequest(scope, () =>
    inTransaction(dataSource, async ({ manager }) => {
      await manager.query(`INSERT INTO note VALUES (1, 'a')`);
      scope.leave();
      await manager.query(`INSERT INTO note VALUES (2, 'b')`);
    }),
  );
  expect(isOver(await ended)).toBe(true);
  expect(await dataSource.query('SELECT * FROM note')).toEqual([]);
  await until(atWork, isNothing, 5_000);
});

test('a transaction is not committed for who left before, and stays committed for who left after', async () => {
  const before = new RequestScope();
  const write = (id: number, then: () => void) => () =>
    inTransaction(dataSource, async ({ manager }) => {
      await manager.query(`INSERT INTO note VALUES ($1, 'a')`, [id]);
      then();
    });
  expect(
    isOver(
      await asRequest(
        before,
        write(1, () => before.leave()),
      ),
    ),
  ).toBe(true);
  const after = new RequestScope();
  await asRequest(
    after,
    write(2, () => undefined),
  );
  after.leave();
  expect(await dataSource.query('SELECT id FROM note')).toEqual([{ id: 2 }]);
});

test('a commit that is under way is let finish, and acknowledged', async () => {
  // A check that waits until the commit, for as long as the lock is held.
  await other.query(`
    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON note DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION wait()`);
  try {
    await other.query('SELECT pg_advisory_lock(1)');
    const scope = new RequestScope();
    const ended = asRequest(scope, () =>
      inTransaction(dataSource, async ({ manager }) => {
        await manager.query(`INSERT INTO note VALUES (1, 'a')`);
        return 'acknowledged';
      }),
    );
    await until(atWork, (queries) => queries.join() === 'COMMIT', 5_000);
    scope.leave();
    // One that leaves later and is cancelled shows that there was time enough.
    const witness = new RequestScope();
    const witnessed = asRequest(witness, () => dataSource.query('SELECT pg_sleep(10)'));
    await until(atWork, (queries) => queries.length === 2, 5_000);
    witness.leave();
    expect(isOver(await witnessed)).toBe(true);
    await other.query('SELECT pg_advisory_unlock(1)');
    expect(await ended).toBe('acknowledged');
    expect(await dataSource.query('SELECT id FROM note')).toEqual([{ id: 1 }]);
  } finally {
    await other.query('SELECT pg_advisory_unlock_all(); DROP FUNCTION wait CASCADE');
  }
});

describe('while a cancel request is on its way to a statement that has ended by itself', () => {
  beforeEach(() => {
    proxy.cancels = 'HOLD';
    proxy.cancelCount = 0;
  });
  afterEach(() => proxy.release());

  async function leaveTooLate<T>(work: () => Promise<T>): Promise<{ readonly ended: Promise<T | Error> }> {
    const scope = new RequestScope();
    let ended: Promise<T | Error> | undefined;
    await withLock(async () => {
      ended = asRequest(scope, work);
      await until(atWork, (queries) => queries.length === 1, 5_000);
      scope.leave();
      await until(() => Promise.resolve(proxy.cancelCount), Boolean, 5_000);
    });
    await until(lockWaiters, (count) => count === 0, 5_000);
    return { ended: ended! };
  }
  const lockWaiters = async () =>
    (await onlooker.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)).rowCount;

  test('nobody else gets the connection, and a write that was done is told as done', async () => {
    const insert = `INSERT INTO note VALUES (1, 'a') RETURNING id`;
    const { ended } = await leaveTooLate(() => dataSource.query(insert));
    await other.query('SELECT pg_advisory_lock(2)');
    const next = dataSource.query<unknown[]>('SELECT 1 AS one, pg_advisory_xact_lock_shared(2)');
    await until(atWork, (queries) => queries.some((sql) => sql.startsWith('SELECT 1')), 5_000);
    await proxy.release();
    expect(await ended).toEqual([{ id: 1 }]);
    await other.query('SELECT pg_advisory_unlock(2)');
    expect(await next).toMatchObject([{ one: 1 }]);
  });

  test('no other statement of its transaction is begun, and all is rolled back', async () => {
    await other.query('CREATE SEQUENCE begun');
    const { ended } = await leaveTooLate(() =>
      inTransaction(dataSource, ({ manager }) =>
        Promise.all([
          manager.query(`INSERT INTO note VALUES (1, 'a')`),
          // What a sequence gave is given, whatever becomes of the transaction.
          manager.query(`SELECT nextval('begun')`),
        ]),
      ),
    );
    await proxy.release();
    expect(isOver(await ended)).toBe(true);
    expect((await other.query('SELECT is_called FROM begun')).rows).toEqual([{ is_called: false }]);
    expect(await dataSource.query('SELECT * FROM note')).toEqual([]);
  });
});

test('a cancel request that came too early or was lost is sent again', async () => {
  proxy.cancels = 'LOSE';
  proxy.cancelCount = 0;
  await withLock(async () => {
    const scope = new RequestScope();
    const ended = asRequest(scope, () => dataSource.query('SELECT * FROM note'));
    await until(atWork, (queries) => queries.length === 1, 5_000);
    scope.leave();
    await until(
      () => Promise.resolve(proxy.cancelCount),
      (count) => count > 1,
      5_000,
    );
    proxy.cancels = 'PASS';
    expect(isOver(await ended)).toBe(true);
  });
});

test('work in the background has no deadline', async () => {
  const scope = new RequestScope();
  const [, background] = await Promise.all([
    asRequest(scope, () => dataSource.query('SELECT pg_sleep(10)')),
    dataSource.query<unknown[]>('SELECT 1 AS one FROM pg_sleep(0.2)'),
    until(atWork, (queries) => queries.length === 2, 5_000).then(() => scope.leave()),
  ]);
  expect(background).toEqual([{ one: 1 }]);
});

test('nobody but who left is cancelled, however leaving and answers fall together', async () => {
  const rounds = 400;
  const outcomes = await Promise.all(
    Array.from({ length: rounds }, (_, number) => {
      const scope = new RequestScope();
      const leaves = number % 2 === 0;
      return asRequest(scope, async () => {
        // Statements of no length to speak of, so that many a cancel request comes when its statement is over.
        for (let step = 0; step < 3; step += 1) {
          const answer = dataSource.query<{ n: number }[]>('SELECT $1::int AS n', [number]);
          if (leaves && step === number % 3) setImmediate(() => scope.leave());
          if ((await answer)[0]?.n !== number) throw new Error('An answer of somebody else.');
        }
        return 'answered';
      });
    }),
  );
  const stayed = outcomes.filter((_, number) => number % 2 === 1);
  expect(new Set(stayed)).toEqual(new Set(['answered']));
  for (const outcome of outcomes) if (outcome !== 'answered') expect(isOver(outcome)).toBe(true);
  expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a request that is answered costs no statement more than its own', async () => {
  await asRequest(new RequestScope(10_000), () => dataSource.query('SELECT 1'));
  await asRequest(new RequestScope(10_000), () =>
    inTransaction(dataSource, ({ manager }) => manager.query('SELECT 2')),
  );
  expect(statements).toEqual(['SELECT 1', 'START TRANSACTION', 'SELECT 2', 'COMMIT']);
});

test('a statement that comes again is prepared, and after a column has changed its type it is so anew', async () => {
  await other.query('CREATE TABLE mood (id int, text varchar(10))');
  await other.query(`INSERT INTO mood VALUES (1, 'fine')`);
  const runner = dataSource.createQueryRunner();
  const read = () => runner.query('SELECT id, text FROM mood WHERE id = $1', [1]) as Promise<unknown>;
  const prepared = async () => {
    const found = (await runner.query(
      `SELECT count(*)::int AS count FROM pg_prepared_statements WHERE statement LIKE '%FROM mood%'`,
    )) as { count: number }[];
    return found[0]?.count;
  };
  await read();
  expect(await prepared()).toBe(0);
  await read();
  await read();
  expect(await prepared()).toBe(1);

  await other.query('ALTER TABLE mood ALTER text TYPE int USING length(text)');
  await expect(read()).rejects.toThrow('cached plan');
  expect(await read()).toEqual([{ id: 1, text: 4 }]);
  await runner.release();
});
