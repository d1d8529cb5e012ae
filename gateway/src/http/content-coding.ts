import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';

export type ContentCoding = 'br' | 'gzip' | 'deflate';

/** The first one where the client has no preference: it is smaller and takes half of the CPU. */
const codings: readonly ContentCoding[] = ['br', 'gzip', 'deflate'];

/** Negotiator's types do not know its second parameter. */
interface Chooser {
  encoding(
    available: readonly string[],
    options: { readonly preferred: readonly string[] },
  ): string | undefined;
}

/** Browsers and client libraries send a handful of different headers; anybody may send others. */
const remembered = { max: 100, maxLength: 200 };
const choices = new LRUCache<string, readonly [ContentCoding | undefined]>({ max: remembered.max });

/**
 * The coding that an `Accept-Encoding` header prefers (RFC 9110 section 12.5.3); `undefined` for none. Who refuses an
 * answer without one as well gets it so: it is better than nothing.
 */
export function preferredCoding(header: string): ContentCoding | undefined {
  if (header.length > remembered.maxLength) return choose(header);
  let choice = choices.get(header);
  if (!choice) choices.set(header, (choice = [choose(header)]));
  return choice[0];
}

function choose(header: string): ContentCoding | undefined {
  const negotiator = new Negotiator({ headers: { 'accept-encoding': header } }) as unknown as Chooser;
  const chosen = negotiator.encoding([...codings, 'identity'], { preferred: codings });
  return codings.find((coding) => coding === chosen);
}

/** The lowest that compress: ADR 23 has the figures. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const level = { level: 1 };

/**
 * Compresses on a thread of Node.js's pool.
 * @param onDone is told the error, or the compressed bytes. A callback, as a promise would keep them until the next major
 * garbage collection.
 */
export function compress(
  bytes: Buffer,
  coding: ContentCoding,
  onDone: (error: Error | null, compressed: Buffer) => void,
): void {
  switch (coding) {
    case 'br':
      return brotliCompress(bytes, brotli, onDone);
    case 'gzip':
      return gzip(bytes, level, onDone);
    case 'deflate':
      return deflate(bytes, level, onDone);
  }
}
