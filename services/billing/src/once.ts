import type { Clock } from '@nutgraf/kit/clock';
import type { EntityManager } from 'typeorm';
import type { BillingUserError } from './errors/user-error.type';
import { IdempotencyRepository } from './idempotency/idempotency.repository';
import { isSpent, requestHash } from './idempotency/idempotency.rules';

/** A request that must have its effect only once. */
export interface IdempotentRequest {
  /** Who acts; keys of different accounts have nothing to do with each other. */
  readonly accountId: string;
  readonly key: string;
  /** Everything that makes it this request, as JSON. */
  readonly input: unknown;
}

/** What was done, or why nothing was. */
export type Outcome<Value> = { readonly value: Value } | { readonly errors: readonly BillingUserError[] };

/**
 * Does `work` unless its key has been used: then the first value is given again, or the request is refused
 * when it is another one. The value is stored in the transaction of the work; a refusal by `work`, which
 * must have written nothing, is not, so that the same key can be tried again.
 * @param manager of the transaction, which must read committed rows and end soon after.
 */
export async function once<Value extends object>(
  manager: EntityManager,
  { accountId, key, input }: IdempotentRequest,
  clock: Clock,
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const keys = new IdempotencyRepository(manager);
  if (!(await keys.tryLock(accountId, key))) return inProgress;
  const hash = requestHash(input);
  const stored = await keys.maybeOne<Value>(accountId, key);
  if (stored && !isSpent(stored.createdAt, clock.now())) {
    return stored.requestHash === hash ? { value: stored.result } : reused;
  }
  const outcome = await work();
  if ('value' in outcome) {
    await keys.save({ accountId, key, requestHash: hash, result: outcome.value, createdAt: clock.now() });
  }
  return outcome;
}

const inProgress = refusal('IDEMPOTENCY_IN_PROGRESS', 'This idempotency key is still being worked on.');
const reused = refusal('IDEMPOTENCY_KEY_REUSED', 'This idempotency key was used with other input.');

function refusal(code: BillingUserError['code'], message: string): { errors: BillingUserError[] } {
  return { errors: [{ code, message, path: ['idempotencyKey'] }] };
}
