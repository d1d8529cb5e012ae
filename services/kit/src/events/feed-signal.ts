import { Client } from 'pg';
import type { Logger } from '../logger';
import { outboxChannel } from './outbox';

/**
 * Longest sleep. A listening connection can be dead without either side knowing, so readers look for
 * themselves once a second; being woken only makes them faster.
 */
const longestSleepMs = 1_000;
const reconnectMs = 1_000;

/** Wakes readers of the feed when a transaction with events commits, through PostgreSQL's LISTEN/NOTIFY. */
export class FeedSignal {
  readonly #url: string;
  readonly #logger: Logger;
  readonly #waiting = new Set<() => void>();
  #client: Client | null = null;
  #reconnect: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(url: string, logger: Logger) {
    this.#url = url;
    this.#logger = logger;
  }

  /** Nobody is woken any more, so nobody should wait. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Begins to listen, and goes on trying for as long as there is no connection. */
  async connect(): Promise<void> {
    const client = new Client({ connectionString: this.#url, application_name: 'event feed' });
    client.on('notification', () => this.#wake());
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${outboxChannel}`);
      if (this.#closed) return await client.end();
      this.#client = client;
      this.#wake();
    } catch (error) {
      this.#lost(client, error as Error);
    }
  }

  /** Resolves on the next commit with events, after `milliseconds`, or after a second. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(milliseconds, longestSleepMs));
      this.#waiting.add(done);
      if (this.#closed) done();
    });
  }

  /** Wakes everyone for the last time. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#reconnect);
    this.#wake();
    await this.#client?.end().catch(() => undefined);
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }

  #lost(client: Client, error?: Error): void {
    client.removeAllListeners();
    client.on('error', () => undefined);
    void client.end().catch(() => undefined);
    this.#client = null;
    if (this.#closed) return;
    this.#logger.warn({ err: error }, 'the event feed lost its listening connection; reconnecting');
    clearTimeout(this.#reconnect);
    this.#reconnect = setTimeout(() => void this.connect(), reconnectMs);
    this.#reconnect.unref();
  }
}
