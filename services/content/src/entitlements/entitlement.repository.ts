import type { AccountEntitlements } from '@nutgraf/contract/billing-events';
import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { DataSource, EntityManager } from 'typeorm';
import { AccountEntitlementsRow } from './account-entitlements.entity';

export class EntitlementRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  byAccountIds(accountIds: readonly string[]): Promise<AccountEntitlementsRow[]> {
    return selectRows(
      this.#dataSource.manager,
      AccountEntitlementsRow,
      'known',
      'WHERE known.account_id = ANY($1)',
      [accountIds],
    );
  }

  /** Keeps what is newer than what is known, in whatever order it comes. */
  async store(
    accounts: readonly AccountEntitlements[],
    manager: EntityManager = this.#dataSource.manager,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO account_entitlements (account_id, version, grants)
       SELECT account."accountId", account.version, account.grants
       FROM jsonb_to_recordset($1::jsonb) AS account ("accountId" text, version integer, grants jsonb)
       ORDER BY account."accountId"
       ON CONFLICT (account_id) DO UPDATE SET version = excluded.version, grants = excluded.grants
         WHERE account_entitlements.version < excluded.version`,
      [JSON.stringify(accounts)],
    );
  }
}
