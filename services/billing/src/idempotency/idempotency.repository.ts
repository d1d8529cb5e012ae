import type { EntityManager } from 'typeorm';

export interface StoredResult<Value> {
  readonly requestHash: string;
  readonly result: Value;
  readonly createdAt: Date;
}

export class IdempotencyRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Takes the key until the transaction ends; false when another one has it. */
  async tryLock(accountId: string, key: string): Promise<boolean> {
    const [row] = await this.#manager.query<{ locked: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS locked',
      [`idempotency ${accountId} ${key}`],
    );
    return row?.locked === true;
  }

  async maybeOne<Value>(accountId: string, key: string): Promise<StoredResult<Value> | null> {
    const [row] = await this.#manager.query<StoredResult<Value>[]>(
      `SELECT request_hash AS "requestHash", result, created_at AS "createdAt"
       FROM idempotency_key WHERE account_id = $1 AND key = $2`,
      [accountId, key],
    );
    return row ?? null;
  }

  /** Overwrites what the key meant a day ago. */
  async save(
    row: StoredResult<object> & { readonly accountId: string; readonly key: string },
  ): Promise<void> {
    await this.#manager.query(
      `INSERT INTO idempotency_key (account_id, key, request_hash, result, created_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (account_id, key) DO UPDATE
         SET request_hash = excluded.request_hash, result = excluded.result, created_at = excluded.created_at`,
      [row.accountId, row.key, row.requestHash, JSON.stringify(row.result), row.createdAt],
    );
  }
}
