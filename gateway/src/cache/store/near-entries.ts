import { LRUCache } from 'lru-cache';
import { type NewEntry } from '../entry-store';

/** What this process holds of an entry. */
export interface NearEntry extends NewEntry {
  /** Of what is in Redis. */
  readonly id: string;
  /** At this number of the counter it was last found to count. */
  countedAt: number;
}

/** Beside its texts: an object, an array and their places. */
const overheadBytes = 300;

/**
 * Texts that need not come from Redis again. It is never asked alone: whether what it holds may be used, and is what Redis
 * holds, Redis says.
 */
export class NearEntries {
  readonly #entries: LRUCache<string, NearEntry>;

  constructor(mostBytes: number) {
    this.#entries = new LRUCache<string, NearEntry>({
      maxSize: Math.max(1, mostBytes),
      sizeCalculation: ({ key, tags, note, text }) =>
        overheadBytes +
        key.length +
        note.length +
        text.length +
        tags.reduce((sum, tag) => sum + tag.length + 16, 0),
    });
  }

  get(key: string): NearEntry | undefined {
    return this.#entries.get(key);
  }

  hold(entry: NearEntry): void {
    this.#entries.set(entry.key, { ...entry, text: ownBytes(entry.text) });
  }

  drop(key: string): void {
    this.#entries.delete(key);
  }
}

/** A text alone: what it was cut from, such as a whole answer, is not kept for it. */
function ownBytes(text: Buffer): Buffer {
  return text.buffer.byteLength > 2 * text.length ? Buffer.from(new Uint8Array(text).buffer) : text;
}
