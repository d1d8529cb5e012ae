import type { AccountEntitlements } from '@nutgraf/contract/billing-events';
import type { EventEnvelope, EventPage } from '@nutgraf/contract/event';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { accountClaims, startBilling, type RunningBilling } from '../../../../tests/support/billing-service';

let billing: RunningBilling;
beforeEach(async () => (billing = await startBilling({ demo: true })));
afterEach(() => billing[Symbol.asyncDispose]());

const plan = demoId('pln', 3);
const accountId = demoId('acc', 700);
const staff = (number: number) => accountClaims(demoId('acc', number), 'admin:billing');

async function comp(of: string, day: number, key: string, who = staff(8)): Promise<string> {
  const until = new Date(Date.UTC(2027, 0, day)).toISOString();
  const { data, errors } = await billing.query(
    `mutation ($of: ID!, $until: DateTime!, $key: ID!) {
      entitlementComp(accountId: $of, planId: "${plan}", until: $until, note: "Race.", idempotencyKey: $key) {
        account { id }
        errors { code }
      }
    }`,
    { of, until, key },
    who,
  );
  expect(errors).toBeUndefined();
  const payload = data?.entitlementComp as { account: { id: string } | null; errors: { code: string }[] };
  return payload.errors[0]?.code ?? payload.account?.id ?? 'nothing';
}

async function eventsAfter(position: string): Promise<readonly EventEnvelope[]> {
  const path = `/internal/events?after=${position}`;
  return (await billing.internal.get<EventPage>(path, { timeoutMs: 10_000 })).events;
}

async function lastPosition(): Promise<string> {
  return (await eventsAfter('0')).at(-1)?.position ?? '0';
}

test('twenty uses of one key at once have one effect', async () => {
  const start = await lastPosition();
  const answers = await Promise.all(Array.from({ length: 20 }, () => comp(accountId, 1, 'same')));
  expect(answers).toContain(accountId);
  expect(new Set([...answers, accountId, 'IDEMPOTENCY_IN_PROGRESS']).size).toBe(2);
  expect(await eventsAfter(start)).toHaveLength(1);
  const audits = await billing.dataSource.query<unknown[]>(
    'SELECT FROM entitlement_comp WHERE account_id = $1',
    [accountId],
  );
  expect(audits).toHaveLength(1);
});

test('a key that is being worked on is in progress until its transaction ends', async () => {
  const blocker = billing.dataSource.createQueryRunner();
  await blocker.startTransaction();
  await blocker.query('INSERT INTO entitlement_version VALUES ($1, 0)', [accountId]);
  const first = comp(accountId, 1, 'slow');
  await waitingForLock();
  expect(await comp(accountId, 1, 'slow')).toBe('IDEMPOTENCY_IN_PROGRESS');
  // The same key of someone else is another key.
  expect(await comp(demoId('acc', 701), 1, 'slow', staff(9))).toBe(demoId('acc', 701));
  await blocker.rollbackTransaction();
  await blocker.release();
  expect(await first).toBe(accountId);
  expect(await comp(accountId, 1, 'slow')).toBe(accountId);
});

test('changes of one account, all at once, each get the next version', async () => {
  const start = await lastPosition();
  await Promise.all(Array.from({ length: 20 }, (_none, index) => comp(accountId, index + 1, `key ${index}`)));
  const sets = (await eventsAfter(start)).map(({ payload }) => payload as AccountEntitlements);
  expect(sets.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_none, index) => index + 1));
  const [row] = await billing.dataSource.query<{ until: Date }[]>(
    'SELECT DISTINCT valid_until AS until FROM entitlement WHERE account_id = $1',
    [accountId],
  );
  expect(row?.until.toISOString()).toBe(sets.at(-1)?.grants[0]?.validUntil);
});

test('a reader that polls during parallel changes misses none', async () => {
  const start = await lastPosition();
  const total = 60;
  const writing = Promise.all(
    Array.from({ length: total }, (_none, index) => comp(demoId('acc', 800 + index), 1, `key ${index}`)),
  );
  const seen: EventEnvelope[] = [];
  const deadline = Date.now() + 20_000;
  while (seen.length < total && Date.now() < deadline) {
    seen.push(...(await eventsAfter(seen.at(-1)?.position ?? start)));
  }
  await writing;
  expect(new Set(seen.map(({ aggregateId }) => aggregateId)).size).toBe(total);
  expect(seen).toEqual(await eventsAfter(start));
});

/** Resolves when a statement of the service waits for another transaction. */
async function waitingForLock(): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    const rows = await billing.dataSource.query<unknown[]>(
      `SELECT FROM pg_stat_activity
       WHERE application_name = 'billing' AND datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
  throw new Error('Nothing waits.');
}
