/** Names the plans that are offered behind the paywall, for caches of answers that tell of them. */
export const offersTag = 'offers';
