const firstPauseMs = 250;
const longestPauseMs = 10_000;
const healthyAfterMs = 30_000;

/**
 * How long to wait before a process is started again, in milliseconds: doubles while it keeps crashing.
 * @param previousPauseMs The pause before its last start, 0 for none.
 * @param servedMs How long it was ready before it ended, 0 when it never was.
 */
export function nextPause(previousPauseMs: number, servedMs: number): number {
  if (servedMs >= healthyAfterMs || previousPauseMs === 0) return firstPauseMs;
  return Math.min(previousPauseMs * 2, longestPauseMs);
}
