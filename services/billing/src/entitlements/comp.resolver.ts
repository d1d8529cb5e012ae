import { unauthenticated } from '@nutgraf/kit/errors';
import { Args, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { BillingContext } from '../context';
import type { CompService } from './comp.service';
import { AccountBillingPayload, EntitlementCompArgs } from './comp.type';

@Resolver()
export class CompResolver {
  readonly #comps: CompService;

  constructor(comps: CompService) {
    this.#comps = comps;
  }

  @Directive('@requiresScopes(scopes: [["admin:billing"]])')
  @Mutation(() => AccountBillingPayload, {
    nullable: true,
    description:
      'Sets the end of the complimentary membership of this account and plan. A later call moves the end; one\n' +
      'that is not in the future takes the membership away at once. Paid memberships are not touched.\n' +
      'The idempotencyKey is unique per acting account for 24 hours: same key and same input replays the first\n' +
      'result, same key and other input is IDEMPOTENCY_KEY_REUSED, a key still being worked on is\n' +
      'IDEMPOTENCY_IN_PROGRESS.',
  })
  async entitlementComp(
    @Args(() => EntitlementCompArgs) args: EntitlementCompArgs,
    @Ctx() { caller, loaders }: BillingContext,
  ): Promise<AccountBillingPayload> {
    if (caller.kind !== 'account') throw unauthenticated();
    const payload = await this.#comps.comp(args, caller.accountId);
    // An earlier mutation of the same request may have read them.
    loaders.entitlements.validOfAccount.clear(args.accountId);
    loaders.entitlements.isSupporter.clear(args.accountId);
    return payload;
  }
}
