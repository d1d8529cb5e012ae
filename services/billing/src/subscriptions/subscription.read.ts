import type { SubscriptionEntity } from './subscription.entity';
import { isSubscribed } from './subscription.rules';

/** The price that someone with this subscription has a contract on; null for none. */
export function subscribedPriceId(
  subscription: Pick<SubscriptionEntity, 'status' | 'priceId'> | null,
): string | null {
  return subscription && isSubscribed(subscription.status) ? subscription.priceId : null;
}
