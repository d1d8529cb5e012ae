import { createHash } from 'node:crypto';

const lifetimeMs = 24 * 60 * 60 * 1000;

/** Whether a key that was used then may be used anew. */
export function isSpent(usedAt: Date, now: Date): boolean {
  return now.getTime() - usedAt.getTime() >= lifetimeMs;
}

/** Tells requests apart. The input's keys stand in the order in which our own code wrote them. */
export function requestHash(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('base64url');
}
