import { demoId } from '@nutgraf/kit/demo/demo-ids';
import type { TestGraph } from './test-graph';

const compMutation = `mutation Comp($accountId: ID!, $until: DateTime!, $planId: ID!, $key: ID!) {
  entitlementComp(accountId: $accountId, planId: $planId, until: $until, note: "A test", idempotencyKey: $key) {
    account { id entitlements { feature { code } source validUntil } }
    errors { code message path }
  }
}`;

/** Gives an account a complimentary membership until a time, or takes it away with a time that has passed. */
export async function comp(
  graph: TestGraph,
  staffToken: string,
  accountId: string,
  until: Date,
  key: string,
) {
  const answer = await graph.ask(
    compMutation,
    { accountId, planId: demoId('pln', 2), until: until.toISOString(), key },
    staffToken,
  );
  const payload = answer.data?.entitlementComp as {
    account: { entitlements: { feature: { code: string }; source: string }[] } | null;
    errors: { code: string }[];
  } | null;
  return { ...answer, payload };
}

export const inOneDay = () => new Date(Date.now() + 86_400_000);
export const oneMinuteAgo = () => new Date(Date.now() - 60_000);
