import { type EventEnvelope, type EventPage } from '@nutgraf/contract/event';
import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity, serviceClaims } from '@nutgraf/contract/identity';
import { type SigningKey, signRequest } from '@nutgraf/contract/signature';
import { Pool } from 'undici';

/** Longest wait for a connection, in milliseconds. */
const connectTimeoutMs = 1_000;
/** By how much an answer may come later than it was asked to wait, in milliseconds. */
const patienceMs = 1_500;

const identity = encodeIdentity(serviceClaims('gateway'));

export interface FeedClientOptions {
  /** Address of the feed, without its parameters. */
  readonly url: string;
  /** Name of the service whose feed it is. */
  readonly audience: string;
  readonly key: SigningKey;
}

/** Reads a service's event feed with signed requests. */
export class FeedClient {
  readonly #pool: Pool;
  readonly #path: string;

  constructor(private readonly options: FeedClientOptions) {
    const { origin, pathname } = new URL(options.url);
    this.#pool = new Pool(origin, { connectTimeout: connectTimeoutMs, connections: 1 });
    this.#path = pathname;
  }

  /**
   * Events after a position, oldest first; waits for the first when there is none.
   * @throws Error when the feed is away, late, or answers anything else.
   */
  async read(after: bigint, waitSeconds: number, signal: AbortSignal): Promise<readonly EventEnvelope[]> {
    const { audience, key } = this.options;
    const path = `${this.#path}?after=${after}&wait=${waitSeconds}`;
    const limitMs = waitSeconds * 1_000 + patienceMs;
    const response = await this.#pool.request({
      method: 'GET',
      path,
      headers: {
        accept: 'application/json',
        [headers.identity]: identity,
        [headers.signature]: signRequest(
          { method: 'GET', path, audience, identity, body: '' },
          key,
          Date.now(),
        ),
      },
      headersTimeout: limitMs,
      bodyTimeout: limitMs,
      signal,
    });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`The event feed answered HTTP ${response.statusCode}.`);
    const { events } = JSON.parse(text) as Partial<EventPage>;
    if (!Array.isArray(events) || !events.every(isEvent))
      throw new Error('The event feed answered no events.');
    return events;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

function isEvent(value: unknown): value is EventEnvelope {
  const { position, id, type } = (value ?? {}) as Partial<Record<keyof EventEnvelope, unknown>>;
  return (
    typeof position === 'string' &&
    /^\d{1,18}$/.test(position) &&
    typeof id === 'string' &&
    typeof type === 'string'
  );
}
