import { LRUCache } from 'lru-cache';
import { type UpstreamError } from '../upstream/upstream-error';
import { type NewEntry } from './entry-store';

/** What those who waited for another's fetch have of it. */
export type Landing =
  | { readonly kind: 'entry'; readonly entry: NewEntry }
  /** The subgraph failed, for everybody. */
  | { readonly kind: 'failed'; readonly error: UpstreamError }
  /** It is there by now, or was given up by who asked: worth another look. */
  | { readonly kind: 'look again' }
  /** Answers to this are not shared. */
  | { readonly kind: 'ask alone' };

/** Keys of which it is remembered that they are not shared, and for how many milliseconds. */
const mostRemembered = 10_000;
const rememberedMs = 5_000;

/** A fetch that is under way for a key, and who waits for it. */
export class Flight {
  #waiting: ((landing: Landing) => void)[] = [];
  /** Who came when it had landed, and before its entry was in the store. */
  #late: ((landing: Landing) => void)[] = [];
  #isClosed = false;

  constructor(readonly key: string) {}

  get hasPassengers(): boolean {
    return this.#waiting.length > 0;
  }

  join(): Promise<Landing> {
    return new Promise((resolve) => (this.#isClosed ? this.#late : this.#waiting).push(resolve));
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Nobody can join any more; {@link land} tells those who did. */
  close(): void {
    this.#isClosed = true;
  }

  land(landing: Landing): void {
    this.#isClosed = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve(landing);
  }

  /** Its entry is in the store, or will never be. */
  end(): void {
    const late = this.#late;
    this.#late = [];
    for (const resolve of late) resolve({ kind: 'look again' });
  }
}

/** What this process is fetching at the moment: one flight for each key. */
export class Flights {
  readonly #flights = new Map<string, Flight>();
  readonly #unshared: LRUCache<string, true>;

  /** @param clock of what is remembered */
  constructor(clock?: { now(): number }) {
    const settings = { max: mostRemembered, ttl: rememberedMs, ttlResolution: 0 };
    this.#unshared = new LRUCache({ ...settings, ...(clock && { perf: clock }) });
  }

  /** The flight to wait for; none where answers turned out not to be shared, as waiting would bring nothing. */
  find(key: string): Flight | undefined {
    return this.isUnshared(key) ? undefined : this.#flights.get(key);
  }

  /** Whether an answer to it was not shared a moment ago, and so is most likely not kept now. */
  isUnshared(key: string): boolean {
    return this.#unshared.has(key);
  }

  /** @returns `undefined` when one is under way already */
  begin(key: string): Flight | undefined {
    if (this.#flights.has(key)) return undefined;
    const flight = new Flight(key);
    this.#flights.set(key, flight);
    return flight;
  }

  /** It is forgotten: who comes from now on looks into the store. */
  end(flight: Flight): void {
    this.#flights.delete(flight.key);
    flight.end();
  }

  /** Remembers whether the answers to a key can be shared. */
  learn(key: string, isShared: boolean): void {
    if (isShared) this.#unshared.delete(key);
    else this.#unshared.set(key, true);
  }
}
