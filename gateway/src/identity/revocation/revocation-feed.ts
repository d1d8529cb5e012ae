import { setTimeout } from 'node:timers/promises';
import { type EventEnvelope } from '@nutgraf/contract/event';
import { sessionEvents, type SessionRevoked } from '@nutgraf/contract/session-events';
import { type Logger } from '../../telemetry/logger';
import { type FeedClient } from './feed-client';
import { type RevokedSessions } from './revoked-sessions';

/** Seconds for which a request is held open. Short, so that a connection that died without a word is noticed in time. */
const waitSeconds = 2;
const firstRetryMs = 100;
const longestRetryMs = 1_000;
const noteworthyRetryMs = 500;
/** Between two answers without events, for an issuer that does not wait. */
const leastPauseMs = 500;

/**
 * Follows an issuer's event feed for the sessions that it ends, from its beginning, for as long as the process lives.
 * What is known stays known while the feed is away, and when it turns out to be another one.
 */
export class RevocationFeed {
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();
  /** The last event that was read. */
  #last: EventEnvelope | undefined;
  /** Whether all that was there has been read: then it is worth waiting for more. */
  #isCaughtUp = false;
  /** Whether the feed has to show that it still holds the last event. */
  #isInDoubt = false;

  constructor(
    private readonly client: Pick<FeedClient, 'read' | 'close'>,
    private readonly sessions: RevokedSessions,
    private readonly logger: Pick<Logger, 'debug' | 'warn' | 'error'>,
  ) {}

  /** Begins to follow; failures are logged and tried again. */
  start(): void {
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    await this.client.close();
  }

  async #follow(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#step();
        retryMs = firstRetryMs;
      } catch (err) {
        if (this.#stopped.signal.aborted) return;
        this.#isInDoubt = true;
        // The issuer starts beside us, and may be away for a moment: that is no news.
        const level = retryMs > noteworthyRetryMs ? 'warn' : 'debug';
        this.logger[level]({ err }, 'could not follow the feed of ended sessions; trying again');
        await this.#pause(retryMs);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }

  async #step(): Promise<void> {
    if (this.#isInDoubt) await this.#checkLast();
    const startedAtMs = performance.now();
    const wait = this.#isCaughtUp ? waitSeconds : 0;
    const events = await this.client.read(this.#position(), wait, this.#stopped.signal);
    for (const event of events) this.#apply(event);
    this.sessions.prune(Date.now());
    if (events.length > 0) return;
    if (this.#isCaughtUp) await this.#pause(leastPauseMs - (performance.now() - startedAtMs));
    this.#isCaughtUp = true;
    // Nothing new looks the same as a database that was put back, where new events come at positions we have passed.
    this.#isInDoubt = true;
    this.sessions.complete();
  }

  /** @throws Error when the feed does not hold it any more; the next try begins anew. */
  async #checkLast(): Promise<void> {
    const last = this.#last;
    if (last) {
      const [found] = await this.client.read(BigInt(last.position) - 1n, 0, this.#stopped.signal);
      if (found?.id !== last.id || found.position !== last.position) this.#beginAnew();
    }
    this.#isInDoubt = false;
  }

  #apply(event: EventEnvelope): void {
    if (BigInt(event.position) <= this.#position()) {
      this.#beginAnew();
      throw new Error('The positions of the event feed do not grow.');
    }
    if (event.type === sessionEvents.revoked) this.#revoke(event);
    this.#last = event;
  }

  #revoke({ id, payload }: EventEnvelope): void {
    const { sessionId, tokensExpireAt } = (payload ?? {}) as Partial<SessionRevoked>;
    if (typeof sessionId !== 'string') {
      this.logger.error({ event: id }, 'an event that ends a session does not name it');
    } else if (!this.sessions.add(sessionId, Date.parse(String(tokensExpireAt)), Date.now())) {
      this.logger.error(
        { event: id },
        'too many ended sessions; the oldest is forgotten and its tokens count again',
      );
    }
  }

  #beginAnew(): void {
    this.logger.warn(
      { position: this.#last?.position },
      'the feed of ended sessions is another one; reading it anew',
    );
    this.#last = undefined;
    this.#isCaughtUp = false;
  }

  #position(): bigint {
    return BigInt(this.#last?.position ?? 0);
  }

  /** Cut short when it stops. */
  async #pause(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    await setTimeout(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}
