import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pending registrations, one-time tokens and the mails that carry them. */
export class Registration1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not unique by address: whoever proves to hold it first gets the account.
    await runner.query(`
      CREATE TABLE registration (
        id text PRIMARY KEY CHECK (id LIKE 'reg\\_%'),
        email text NOT NULL CHECK (char_length(email) <= 254),
        password_hash text NOT NULL,
        handle text NOT NULL CHECK (handle ~ '^[A-Za-z0-9][A-Za-z0-9_-]{1,38}$' AND lower(handle) NOT LIKE 'deleted-%'),
        display_name text NOT NULL CHECK (char_length(display_name) BETWEEN 1 AND 80),
        locale text NOT NULL,
        expires_at timestamptz(3) NOT NULL
      )`);
    await runner.query('CREATE INDEX registration_email_idx ON registration (lower(email))');
    await runner.query('CREATE INDEX registration_expires_at_idx ON registration (expires_at)');
    await runner.query(`
      CREATE TABLE one_time_token (
        hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
        purpose text NOT NULL CHECK (purpose IN ('REGISTRATION', 'EMAIL_VERIFICATION', 'PASSWORD_RESET')),
        registration_id text REFERENCES registration (id) ON DELETE CASCADE,
        account_id text REFERENCES account (id) ON DELETE CASCADE,
        expires_at timestamptz(3) NOT NULL,
        CHECK (num_nonnulls(registration_id, account_id) = 1),
        CHECK ((purpose = 'REGISTRATION') = (registration_id IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX one_time_token_registration_idx ON one_time_token (registration_id)');
    await runner.query('CREATE INDEX one_time_token_account_idx ON one_time_token (account_id, purpose)');
    await runner.query('CREATE INDEX one_time_token_expires_at_idx ON one_time_token (expires_at)');
    // Ordered by a request, composed and sent later: only then is looked up whom the address belongs to.
    await runner.query(`
      CREATE TABLE mail (
        id text PRIMARY KEY CHECK (id LIKE 'eml\\_%'),
        kind text NOT NULL CHECK (kind IN ('REGISTRATION', 'EMAIL_VERIFICATION', 'PASSWORD_RESET', 'PASSWORD_CHANGED')),
        recipient text NOT NULL CHECK (char_length(recipient) <= 254),
        subject_id text,
        requested_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        message jsonb,
        sent_at timestamptz(3) CHECK (sent_at IS NULL OR message IS NOT NULL)
      )`);
    await runner.query('CREATE INDEX mail_due_idx ON mail (due_at, id) WHERE sent_at IS NULL');
    await runner.query('CREATE INDEX mail_sent_idx ON mail (id) WHERE sent_at IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail, one_time_token, registration');
  }
}
