import { randomBytes } from 'node:crypto';
import { stampBook } from '@nutgraf/contract/cache-stamps';
import { type NewEntry } from '../entry-store';
import { type Availability } from './availability';
import { type CacheCommands, entryPrefix } from './commands';
import { joinTags, wholeLifetime, writeHead } from './entry-head';
import { type NearEntries } from './near-entries';
import { pack } from './packing';
import { type Refusal, type StoreOptions } from './store-options';

/** On their way to Redis at once, from this process; more is not stored. */
const mostPendingBytes = 16_000_000;
/** In one command, so that lookups get their turn in between. */
const bytesAtOnce = 500_000;
const entriesAtOnce = 100;

/** An entry as it is sent. */
interface Parcel {
  readonly entry: NewEntry;
  readonly id: string;
  readonly bytes: number;
  readonly arguments: readonly (string | number | Buffer)[];
}

/** Writes entries to Redis. No answer waits for it, and nothing is tried again: a fetch more is all that it costs. */
export class EntryWriter {
  readonly #process = randomBytes(9).toString('base64url');
  #written = 0;
  #pendingBytes = 0;

  constructor(
    private readonly commands: CacheCommands,
    private readonly availability: Availability,
    private readonly near: NearEntries,
    private readonly options: StoreOptions,
  ) {}

  /** Settles when they are there, or were left out. */
  async write(entries: readonly NewEntry[]): Promise<void> {
    const accepted = entries.filter((entry) => this.#accepts(entry));
    const bytes = accepted.reduce((sum, { text }) => sum + text.length, 0);
    this.#pendingBytes += bytes;
    try {
      await this.#writeAll(accepted);
    } finally {
      this.#pendingBytes -= bytes;
    }
  }

  #accepts({ tags, text, lifetime }: NewEntry): boolean {
    const { entryBytes, entryTags, watch } = this.options;
    if (text.length > entryBytes || tags.length > entryTags) {
      watch?.onTooLarge();
      return false;
    }
    if (this.availability.isAway) return this.#refuse('away');
    if (this.#pendingBytes + text.length > mostPendingBytes) return this.#refuse('busy');
    return wholeLifetime(lifetime) > 0;
  }

  #refuse(reason: Refusal): false {
    this.options.watch?.onRefused(reason);
    return false;
  }

  async #writeAll(entries: readonly NewEntry[]): Promise<void> {
    const sent: Promise<void>[] = [];
    let batch: Parcel[] = [];
    let bytes = 0;
    for (const entry of entries) {
      const parcel = await this.#wrap(entry);
      if (!parcel) continue;
      if (batch.length >= entriesAtOnce || (batch.length > 0 && bytes + parcel.bytes > bytesAtOnce)) {
        sent.push(this.#send(batch));
        batch = [];
        bytes = 0;
      }
      batch.push(parcel);
      bytes += parcel.bytes;
    }
    await Promise.all([...sent, this.#send(batch)]);
  }

  async #wrap(entry: NewEntry): Promise<Parcel | undefined> {
    const tags = joinTags(entry.tags);
    if (tags === undefined) return undefined;
    const { isPacked, value } = await pack(entry.text);
    const id = `${this.#process}${(this.#written++).toString(36)}`;
    const { epoch, counter } = entry.begin;
    const lifetime = wholeLifetime(entry.lifetime);
    const head = writeHead(entry, isPacked);
    return {
      entry,
      id,
      bytes: value.length,
      arguments: [id, epoch, counter, value.length, lifetime, tags, head, value],
    };
  }

  async #send(parcels: readonly Parcel[]): Promise<void> {
    if (parcels.length === 0) return;
    try {
      const answer = await this.availability.ask(() =>
        this.commands.nutgrafStore(
          parcels.length + 1,
          stampBook,
          ...parcels.map(({ entry }) => entryPrefix + entry.key),
          ...parcels.flatMap((parcel) => parcel.arguments),
        ),
      );
      for (const parcel of parcels) {
        if (answer === undefined) this.#refuse('away');
        else this.#stored(parcel);
      }
    } catch {
      parcels.forEach(() => this.#refuse('full'));
    }
  }

  #stored({ entry, id, bytes }: Parcel): void {
    // What Redis did not keep after all has another id there, or none.
    this.near.hold({ ...entry, id, countedAt: -1 });
    this.options.watch?.onStored(bytes);
  }
}
