import { createOutboxTable } from '@nutgraf/kit/events/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that are refreshed, and the events that end them. The service as it was before goes on beside it. */
export class LastingSessions1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createOutboxTable(runner);
    await runner.query(`
      CREATE INDEX outbox_session_revoked_idx ON outbox ((payload->>'tokensExpireAt'))
        WHERE type = 'session.revoked'`);
    // A session without a refresh token, as they were before, ends with its access token.
    await runner.query(`
      ALTER TABLE session
        ADD COLUMN ip_address text,
        ADD COLUMN refreshed_at timestamptz(3) NOT NULL DEFAULT now(),
        ADD COLUMN tokens_expire_at timestamptz(3),
        ADD COLUMN refresh_token_hash bytea CHECK (length(refresh_token_hash) = 32),
        ADD COLUMN parent_token_hash bytea CHECK (length(parent_token_hash) = 32)`);
    await runner.query('UPDATE session SET refreshed_at = created_at');
    await runner.query('CREATE INDEX session_expires_at_idx ON session (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX session_expires_at_idx');
    await runner.query(`
      ALTER TABLE session
        DROP COLUMN ip_address,
        DROP COLUMN refreshed_at,
        DROP COLUMN tokens_expire_at,
        DROP COLUMN refresh_token_hash,
        DROP COLUMN parent_token_hash`);
    await runner.query('DROP TABLE outbox');
  }
}
