import { objectName } from '@nutgraf/kit/cache/cache-tags';
import type { Invalidation } from '@nutgraf/kit/cache/invalidation';
import type { Clock } from '@nutgraf/kit/clock';
import { inTransaction } from '@nutgraf/kit/database/transaction';
import { checkInput } from '@nutgraf/kit/graphql/check-input';
import { isId, userIdOfAccount } from '@nutgraf/kit/ids';
import type { DataSource } from 'typeorm';
import type { BillingUserError } from '../errors/user-error.type';
import { once } from '../once';
import { PlanRepository } from '../plans/plan.read';
import type { AccountBillingPayload, EntitlementCompArgs } from './comp.type';
import { setComp } from './set-comp';

export class CompService {
  readonly #dataSource: DataSource;
  readonly #invalidation: Invalidation;
  readonly #clock: Clock;

  constructor(dataSource: DataSource, invalidation: Invalidation, clock: Clock) {
    this.#dataSource = dataSource;
    this.#invalidation = invalidation;
    this.#clock = clock;
  }

  /** Sets the end of a complimentary membership on behalf of staff, once for each idempotency key. */
  async comp(args: EntitlementCompArgs, actorAccountId: string): Promise<AccountBillingPayload> {
    const problems = checkInput(args, []);
    if (problems.length > 0) return { account: null, errors: problems };
    const { idempotencyKey, accountId, planId, until, note } = args;
    const decision = { accountId, planId, until, note, actorAccountId };
    const request = { accountId: actorAccountId, key: idempotencyKey, input: ['entitlementComp', decision] };
    const outcome = await inTransaction(
      this.#dataSource,
      async (transaction) => {
        const result = await once<{ accountId: string }>(
          transaction.manager,
          request,
          this.#clock,
          async () => {
            const plans = new PlanRepository(transaction.manager);
            const featureIds = isId('pln', planId) ? await plans.maybeFeatureIds(planId) : null;
            if (!featureIds) return { errors: [unknownPlan] };
            await setComp(transaction, decision, featureIds, this.#clock);
            return { value: { accountId } };
          },
        );
        // Also for what an earlier try did, which may have ended before it came to tell.
        if ('value' in result) transaction.invalidate(objectName('User', userIdOfAccount(accountId)));
        return result;
      },
      this.#invalidation,
    );
    return 'errors' in outcome
      ? { account: null, errors: outcome.errors }
      : { account: { id: outcome.value.accountId }, errors: [] };
  }
}

const unknownPlan: BillingUserError = {
  code: 'NOT_FOUND',
  message: 'There is no such plan.',
  path: ['planId'],
};
