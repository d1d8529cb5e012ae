import { createDemoMarkerTable } from '@nutgraf/kit/demo/marker-table';
import { createOutboxTable } from '@nutgraf/kit/events/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Catalogue, subscriptions, entitlements and what keeps their changes safe. */
export class CreateBilling1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(catalogue);
    await runner.query(subscriptions);
    await runner.query(entitlements);
    await runner.query(idempotency);
    await createOutboxTable(runner);
    await createDemoMarkerTable(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE demo_data, outbox, idempotency_key, entitlement_comp, entitlement,
      entitlement_version, subscription, price, plan_feature, feature, plan`);
  }
}

const catalogue = `
  CREATE TABLE feature (
    id text PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    description text
  );
  CREATE TABLE plan (
    id text PRIMARY KEY,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    description text,
    highlights text[] NOT NULL DEFAULT '{}',
    rank integer NOT NULL UNIQUE,
    trial_days integer NOT NULL DEFAULT 0 CHECK (trial_days >= 0),
    is_public boolean NOT NULL,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0)
  );
  CREATE TABLE plan_feature (
    plan_id text NOT NULL REFERENCES plan,
    feature_id text NOT NULL REFERENCES feature,
    PRIMARY KEY (plan_id, feature_id)
  );
  CREATE INDEX plan_feature_by_feature ON plan_feature (feature_id);
  CREATE TABLE price (
    id text PRIMARY KEY,
    plan_id text NOT NULL REFERENCES plan,
    unit_amount_minor bigint NOT NULL
      CHECK (unit_amount_minor >= 0 AND unit_amount_minor < 9007199254740992),
    currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    billing_interval text NOT NULL CHECK (billing_interval IN ('MONTH', 'YEAR')),
    interval_count integer NOT NULL DEFAULT 1 CHECK (interval_count > 0),
    tax_behavior text NOT NULL CHECK (tax_behavior IN ('INCLUSIVE', 'EXCLUSIVE')),
    is_active boolean NOT NULL DEFAULT true
  );
  CREATE INDEX price_by_plan ON price (plan_id, currency);`;

const subscriptions = `
  CREATE TABLE subscription (
    id text PRIMARY KEY,
    account_id text NOT NULL,
    price_id text NOT NULL REFERENCES price,
    status text NOT NULL CHECK (status IN ('INCOMPLETE', 'INCOMPLETE_EXPIRED', 'TRIALING', 'ACTIVE',
      'PAST_DUE', 'UNPAID', 'PAUSED', 'CANCELED')),
    started_at timestamptz(3) NOT NULL,
    trial_ends_at timestamptz(3),
    period_start timestamptz(3) NOT NULL,
    period_end timestamptz(3) NOT NULL CHECK (period_end > period_start),
    cancel_at_period_end boolean NOT NULL DEFAULT false,
    canceled_at timestamptz(3),
    ended_at timestamptz(3),
    grace_ends_at timestamptz(3),
    CHECK ((status IN ('INCOMPLETE_EXPIRED', 'CANCELED')) = (ended_at IS NOT NULL)),
    CHECK (status <> 'TRIALING' OR trial_ends_at IS NOT NULL)
  );
  CREATE UNIQUE INDEX subscription_one_not_ended ON subscription (account_id) WHERE ended_at IS NULL;
  CREATE INDEX subscription_by_price ON subscription (price_id);`;

const entitlements = `
  CREATE TABLE entitlement_version (
    account_id text PRIMARY KEY,
    version integer NOT NULL CHECK (version >= 0)
  );
  CREATE TABLE entitlement (
    id text PRIMARY KEY,
    account_id text NOT NULL REFERENCES entitlement_version,
    feature_id text NOT NULL REFERENCES feature,
    plan_id text REFERENCES plan,
    source text NOT NULL CHECK (source IN ('SUBSCRIPTION', 'TRIAL', 'GRACE', 'COMP')),
    source_id text NOT NULL,
    valid_from timestamptz(3) NOT NULL,
    valid_until timestamptz(3),
    CHECK (valid_until > valid_from),
    UNIQUE (source_id, feature_id)
  );
  CREATE INDEX entitlement_by_account ON entitlement (account_id, valid_until);
  CREATE INDEX entitlement_by_feature ON entitlement (feature_id);
  CREATE INDEX entitlement_by_plan ON entitlement (plan_id);
  CREATE UNIQUE INDEX entitlement_one_comp ON entitlement (account_id, plan_id, feature_id)
    WHERE source = 'COMP';
  CREATE TABLE entitlement_comp (
    id text PRIMARY KEY,
    account_id text NOT NULL,
    plan_id text NOT NULL REFERENCES plan,
    until timestamptz(3) NOT NULL,
    note text NOT NULL CHECK (length(note) BETWEEN 1 AND 500),
    actor_account_id text NOT NULL,
    created_at timestamptz(3) NOT NULL
  );
  CREATE INDEX entitlement_comp_by_account ON entitlement_comp (account_id, created_at);
  CREATE INDEX entitlement_comp_by_plan ON entitlement_comp (plan_id);`;

const idempotency = `
  CREATE TABLE idempotency_key (
    account_id text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    result jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (account_id, key)
  );`;
