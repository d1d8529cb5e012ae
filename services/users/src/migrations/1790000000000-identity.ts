import { createDemoMarkerTable } from '@nutgraf/kit/demo/marker-table';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Profiles, accounts, passwords and sessions. */
export class Identity1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createDemoMarkerTable(runner);
    // A profile outlives its account: what a deleted user wrote keeps an author, without the person.
    await runner.query(`
      CREATE TABLE user_profile (
        id text PRIMARY KEY CHECK (id LIKE 'usr\\_%'),
        handle text NOT NULL CHECK (handle ~ '^[A-Za-z0-9][A-Za-z0-9_-]{1,38}$'),
        display_name text NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 80),
        bio text CHECK (char_length(bio) BETWEEN 1 AND 500),
        website text CHECK (website ~ '^https?://'),
        joined_at timestamptz(3) NOT NULL,
        is_ghost boolean NOT NULL DEFAULT false,
        CHECK (is_ghost = (lower(handle) LIKE 'deleted-%')),
        CHECK (NOT is_ghost OR (bio IS NULL AND website IS NULL))
      )`);
    await runner.query('CREATE UNIQUE INDEX user_profile_handle_key ON user_profile (lower(handle))');
    await runner.query(`
      CREATE TABLE account (
        id text PRIMARY KEY CHECK (id LIKE 'acc\\_%'),
        user_id text GENERATED ALWAYS AS ('usr_' || substr(id, 5)) STORED UNIQUE REFERENCES user_profile (id),
        email text NOT NULL CHECK (char_length(email) <= 254),
        email_verified_at timestamptz(3),
        status text NOT NULL CHECK (status IN ('ACTIVE', 'UNVERIFIED', 'SUSPENDED')),
        roles text[] NOT NULL CHECK (
          'READER' = ANY (roles)
          AND roles <@ ARRAY['READER', 'AUTHOR', 'EDITOR', 'MODERATOR', 'BILLING_ADMIN', 'ADMIN']),
        locale text NOT NULL,
        time_zone text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        CHECK (status <> 'ACTIVE' OR email_verified_at IS NOT NULL),
        CHECK (status <> 'UNVERIFIED' OR email_verified_at IS NULL)
      )`);
    await runner.query('CREATE UNIQUE INDEX account_email_key ON account (lower(email))');
    await runner.query(`
      CREATE TABLE password (
        account_id text PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
        hash text NOT NULL,
        changed_at timestamptz(3) NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE session (
        id text PRIMARY KEY,
        account_id text NOT NULL REFERENCES account (id) ON DELETE CASCADE,
        device_name text CHECK (char_length(device_name) BETWEEN 1 AND 100),
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > created_at)
      )`);
    await runner.query('CREATE INDEX session_account_id_idx ON session (account_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE session, password, account, user_profile, demo_data');
  }
}
