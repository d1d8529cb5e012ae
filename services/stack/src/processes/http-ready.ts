import { setTimeout as delay } from 'node:timers/promises';

const pauseMs = 50;

/**
 * Resolves when a GET of `url` is answered with 200.
 * @throws The signal's reason when that aborts first.
 */
export async function waitForOk(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const status = await fetch(url, { signal }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => null,
    );
    if (status === 200) return;
    signal.throwIfAborted();
    await delay(pauseMs);
  }
}
