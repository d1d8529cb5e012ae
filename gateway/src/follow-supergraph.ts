import { setTimeout as delay } from 'node:timers/promises';
import { type SupergraphReader } from './config/supergraph/supergraph-source';
import { type Logger } from './telemetry/logger';

/** Looks at a source again and again, and hands over what has changed. */
export interface Follower {
  /** Ends it at once, a fetch under way too. */
  stop(): void;
}

/** @param take serves the supergraph; a refusal is its own to tell, and the same text is not handed over again */
export function followSupergraph(
  { reader, pollSeconds }: { readonly reader: SupergraphReader; readonly pollSeconds: number },
  take: (sdl: string) => Promise<void>,
  logger: Logger,
): Follower {
  const stopped = new AbortController();
  const { signal } = stopped;
  let isAway = false;

  const look = async () => {
    try {
      const sdl = await reader.read(signal);
      if (isAway) logger.info('supergraph can be read again');
      isAway = false;
      if (sdl !== undefined && !signal.aborted) await take(sdl);
    } catch (error) {
      if (signal.aborted) return;
      if (!isAway) {
        logger.warn({ err: error }, 'supergraph cannot be read; the one served stays');
      }
      isAway = true;
    }
  };
  const follow = async () => {
    while (!signal.aborted) {
      await delay(pollSeconds * 1_000 * jitter(), undefined, { signal, ref: false });
      await look();
    }
  };
  void follow().catch(() => undefined);
  return { stop: () => stopped.abort() };
}

/** Between 0.9 and 1.1, so that gateways that started together do not ask together for ever. */
function jitter(): number {
  return 0.9 + Math.random() * 0.2;
}
