import type { Caller } from '@nutgraf/kit/caller';
import type { Clock } from '@nutgraf/kit/clock';
import type { AccessLevel } from '../articles/article.read';
import type { EntitlementLoaders } from '../entitlements/entitlement.read';
import { decideAccess, dependsOnGrants, type AccessDecision } from './paywall.rules';

export class PaywallService {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Whether the caller may read the whole text. The projection of entitlements may be a moment behind, so
   * nobody who is signed in is refused for want of a membership before billing itself was asked.
   */
  async accessTo(
    level: AccessLevel,
    caller: Caller,
    entitlements: Pick<EntitlementLoaders, 'known' | 'confirmed'>,
  ): Promise<AccessDecision> {
    if (caller.kind !== 'account' || !dependsOnGrants(level, caller)) {
      return decideAccess(level, caller, [], this.#clock.now());
    }
    const known = await entitlements.known.load(caller.accountId);
    const decision = decideAccess(level, caller, known?.grants ?? [], this.#clock.now());
    if (decision.granted) return decision;
    const confirmed = await entitlements.confirmed.load(caller.accountId);
    // The time after the question: what billing granted while it was asked has begun by then.
    return decideAccess(level, caller, confirmed?.grants ?? [], this.#clock.now());
  }
}
