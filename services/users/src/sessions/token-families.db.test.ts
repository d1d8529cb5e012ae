import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import {
  SessionWorld,
  type Holder,
  type Presented,
  type Step,
} from '../../../../tests/support/session-world';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { connectUsersDatabase, prepareUsersDatabase } from '../database';

/** More of them: SESSION_RUNS=5000 npm run jest -- token-families */
const runs = Number(process.env.SESSION_RUNS ?? 150);
jest.setTimeout(60_000 + runs * 1_000);

const dayMs = 86_400_000;

let clone: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  clone = await createDatabase('users', prepareUsersDatabase);
  database = await connectUsersDatabase(clone.url);
  for (const id of ['1', '2']) {
    await database.query(`INSERT INTO user_profile (id, handle, display_name, joined_at)
                          VALUES ('usr_${id}', 'u${id}', 'U', now())`);
    await database.query(`INSERT INTO account (id, email, email_verified_at, status, roles, locale, time_zone, created_at)
      VALUES ('acc_${id}', 'u${id}@nutgraf.example', now(), 'ACTIVE', '{READER}', 'en', 'UTC', now())`);
  }
});
afterAll(async () => {
  await database.destroy();
  await clone.drop();
});

const family = fc.constantFrom<0 | 1>(0, 1);
const holder = fc.constantFrom<Holder>(0, 1, 2);
const presented = fc.oneof(
  { weight: 12, arbitrary: fc.record({ holder }) },
  { weight: 2, arbitrary: fc.record({ ever: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ forged: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ strangers: fc.nat(5) }) },
) as fc.Arbitrary<Presented>;
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('PRESENT' as const),
      family,
      tokens: fc.array(presented, { minLength: 1, maxLength: 3 }),
      isLost: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('COPY' as const), family, from: holder, to: holder }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('WAIT' as const),
      milliseconds: fc.constantFrom(1, 999, 5_000, 10_000, 10_001, 300_000, 20 * dayMs, 30 * dayMs),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('RESTART' as const), withNewKey: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('SUSPEND' as const), family, suspended: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('SIGN_OUT' as const), family }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('PRUNE' as const) }) },
);

test('F9: whatever tabs, thieves and lost answers do, a session has one active token and ends when one comes back late', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const world = await SessionWorld.begin(database);
      for (const step of steps) {
        await world.take(step);
        await world.check();
      }
      for (const { pairs, isRevoked } of world.models)
        seen.add(isRevoked ? 'revoked' : `${pairs.length} pairs`);
    }),
    { numRuns: runs },
  );
  // The runs have been somewhere.
  expect([...seen]).toEqual(expect.arrayContaining(['revoked', '2 pairs', '3 pairs']));
});
