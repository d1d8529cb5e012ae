import type { Logger } from './logger';

/** Longest time a clean stop may take before the process ends anyway, in milliseconds. */
const stopLimitMs = 10_000;

/**
 * Stops once, on SIGTERM, SIGINT or when the process that started this one is gone (its IPC channel
 * closes), and ends the process.
 */
export function stopOnSignal(logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (reason: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  if (process.connected) process.once('disconnect', () => end('parent is gone'));
}
