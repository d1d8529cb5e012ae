/** One feature of a complimentary membership, half open. */
export interface CompGrant {
  readonly featureId: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/**
 * What a complimentary membership is made of after its end was set to `until`. One that is running keeps
 * its beginning, one that is over or new begins now, and an end that is not in the future leaves nothing.
 */
export function compGrants(
  current: readonly CompGrant[],
  featureIds: readonly string[],
  until: Date,
  now: Date,
): CompGrant[] {
  if (until <= now) return [];
  const begun = running(current, now).map(({ validFrom }) => validFrom.getTime());
  const validFrom = new Date(Math.min(now.getTime(), ...begun));
  return featureIds.map((featureId) => ({ featureId, validFrom, validUntil: until }));
}

/** Whether `next` gives other access from `now` on than `current` does. */
export function changesAccess(current: readonly CompGrant[], next: readonly CompGrant[], now: Date): boolean {
  return summary(running(current, now)) !== summary(next);
}

function running(grants: readonly CompGrant[], now: Date): CompGrant[] {
  return grants.filter(({ validUntil }) => validUntil > now);
}

function summary(grants: readonly CompGrant[]): string {
  return JSON.stringify(
    grants.map(({ featureId, validUntil }) => `${featureId} ${validUntil.toISOString()}`).sort(),
  );
}
