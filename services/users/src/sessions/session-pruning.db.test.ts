import type { DataSource } from 'typeorm';
import { ManualClock } from '@nutgraf/kit/clock';
import { createLogger } from '@nutgraf/kit/logger';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { until } from '../../../../tests/support/until';
import { connectUsersDatabase, prepareUsersDatabase } from '../database';
import { SessionPruning } from './session-pruning';

const dayMs = 86_400_000;
const start = new Date('2026-03-02T09:30:00.250Z');

let clone: TestDatabase;
let database: DataSource;
let clock: ManualClock;
let statements: string[];
let lines: string[];
let pruning: SessionPruning;
beforeEach(async () => {
  clone = await createDatabase('users', prepareUsersDatabase);
  statements = [];
  lines = [];
  database = await connectUsersDatabase(clone.url, (sql) => statements.push(sql));
  clock = new ManualClock(start);
  const logger = createLogger('users', 'info', { write: (line) => void lines.push(line) });
  pruning = new SessionPruning(database.manager, clock, logger);
  await database.query(`INSERT INTO user_profile (id, handle, display_name, joined_at)
                        VALUES ('usr_1', 'ada', 'Ada', now())`);
  await database.query(`INSERT INTO account (id, email, email_verified_at, status, roles, locale, time_zone, created_at)
                        VALUES ('acc_1', 'ada@nutgraf.example', now(), 'ACTIVE', '{READER}', 'en', 'UTC', now())`);
});
afterEach(async () => {
  await pruning.stop();
  if (database.isInitialized) await database.destroy();
  await clone.drop();
});

/** Sessions that expire one after another, a day apart, the first a day from the start. */
async function sessions(count: number): Promise<void> {
  await database.query(
    `INSERT INTO session (id, account_id, created_at, expires_at)
     SELECT 'ses_' || day, 'acc_1', $1, $1::timestamptz + day * interval '1 day' FROM generate_series(1, $2) AS day`,
    [start, count],
  );
}

async function event(id: string, type: string, tokensExpireAt: Date): Promise<void> {
  const payload = { sessionId: id, tokensExpireAt: tokensExpireAt.toISOString() };
  await database.query(
    `INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, occurred_at, payload)
     VALUES ($1, 'session', $1, $2, 1, now(), $3)`,
    [id, type, payload],
  );
}

const ids = async (table: string) =>
  (await database.query<{ id: string }[]>(`SELECT id FROM ${table} ORDER BY length(id), id`)).map(
    ({ id }) => id,
  );

test('what has expired goes, at the moment it has', async () => {
  await sessions(3);
  clock.advance(2 * dayMs - 1);
  await pruning.prune();
  expect(await ids('session')).toEqual(['ses_2', 'ses_3']);
  clock.advance(1);
  await pruning.prune();
  expect(await ids('session')).toEqual(['ses_3']);
});

test('much is deleted in small batches, and all of it', async () => {
  await sessions(25);
  clock.advance(24 * dayMs);
  statements.length = 0;
  await pruning.prune(10);
  expect(await ids('session')).toEqual(['ses_25']);
  expect(statements.filter((sql) => sql.startsWith('DELETE FROM session'))).toHaveLength(3);
});

test('a session that is being refreshed is left alone, and nobody waits for it', async () => {
  await sessions(2);
  clock.advance(2 * dayMs);
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  await runner.query(`SELECT FROM session WHERE id = 'ses_1' FOR UPDATE`);
  await pruning.prune();
  await runner.rollbackTransaction();
  await runner.release();
  expect(await ids('session')).toEqual(['ses_1']);
});

test('a revocation is told until a day after its last token has expired; other events are not touched', async () => {
  await event('evt_1', 'session.revoked', new Date(start.getTime() - dayMs - 1));
  await event('evt_2', 'session.revoked', new Date(start.getTime() - dayMs));
  await event('evt_3', 'session.revoked', new Date(start.getTime() + 300_000));
  await event('evt_4', 'account.changed', new Date(start.getTime() - 100 * dayMs));
  await pruning.prune();
  expect(await ids('outbox')).toEqual(['evt_2', 'evt_3', 'evt_4']);
});

test('both deletions find their rows by an index', async () => {
  const runner = database.createQueryRunner();
  await runner.query('SET enable_seqscan = off');
  const plan = async (sql: string) => JSON.stringify(await runner.query(`EXPLAIN ${sql}`));
  const sessionsPlan = await plan(
    'SELECT id FROM session WHERE expires_at <= now() ORDER BY expires_at LIMIT 5',
  );
  const eventsPlan = await plan(
    `SELECT position FROM outbox WHERE type = 'session.revoked' AND payload->>'tokensExpireAt' < 'x'
     ORDER BY payload->>'tokensExpireAt' LIMIT 5`,
  );
  await runner.query('RESET enable_seqscan');
  await runner.release();
  expect(sessionsPlan).toContain('session_expires_at_idx');
  expect(eventsPlan).toContain('outbox_session_revoked_idx');
});

test('it goes on by itself, through failures, until it is stopped', async () => {
  await sessions(1);
  await database.query('ALTER TABLE session RENAME TO gone');
  pruning.start(5);
  await until(
    () => Promise.resolve(lines.length),
    (count) => count >= 2,
    5_000,
  );
  expect(lines[0]).toContain('could not delete expired sessions');
  await database.query('ALTER TABLE gone RENAME TO session');
  clock.advance(dayMs);
  await until(
    () => ids('session'),
    (left) => left.length === 0,
    5_000,
  );

  await pruning.stop();
  await sessions(1);
  const count = statements.length;
  await pruning.prune();
  expect(statements.slice(count)).toEqual([]);
});
