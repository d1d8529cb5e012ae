import type { EntityManager, QueryRunner } from 'typeorm';

/** Rows of one statement. */
export const outboxBatch = 500;

/** A row: tags to be raised. */
export interface OutboxRow {
  readonly id: string;
  readonly tags: readonly string[];
}

/** For a service's migrations: what a writer has to raise, written with what it writes, so that a crash loses none of it. */
export async function createCacheOutboxTable(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE cache_outbox (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      tags text[] NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT now()
    )`);
}

/** SQL of the cache's outbox. Its times are the database's: processes need no common clock. */
export class CacheOutboxRepository {
  readonly #manager: Pick<EntityManager, 'query'>;

  constructor(manager: Pick<EntityManager, 'query'>) {
    this.#manager = manager;
  }

  /** @returns the row's id */
  async append(tags: readonly string[]): Promise<string> {
    const [row] = await this.#manager.query<{ id: string }[]>(
      'INSERT INTO cache_outbox (tags) VALUES ($1) RETURNING id::text',
      [tags],
    );
    if (!row) throw new Error('The outbox of the cache gave no id.');
    return row.id;
  }

  /** The oldest rows that have been there for so long. */
  oldest(atLeastSeconds: number): Promise<OutboxRow[]> {
    return this.#manager.query<OutboxRow[]>(
      `SELECT id::text, tags FROM cache_outbox
       WHERE created_at <= now() - make_interval(secs => $1)
       ORDER BY cache_outbox.id LIMIT ${outboxBatch} FOR UPDATE SKIP LOCKED`,
      [atLeastSeconds],
    );
  }

  /** Leaves rows to others who are just at them. */
  async delete(ids: readonly string[]): Promise<void> {
    await this.#manager.query(
      `DELETE FROM cache_outbox WHERE id IN (
         SELECT id FROM cache_outbox WHERE id = ANY($1::bigint[]) FOR UPDATE SKIP LOCKED)`,
      [ids],
    );
  }
}
