import { promisify } from 'node:util';
import { constants, deflateRaw, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib';

/** Below, packing saves less than it costs. */
const packFromBytes = 2_000;
/** From here on it would hold up other requests. */
const asideFromBytes = 100_000;
const fast = { level: constants.Z_BEST_SPEED };

const deflateAside = promisify(deflateRaw);
const inflateAside = promisify(inflateRaw);

/** A text as it is kept in Redis. */
export interface Packed {
  readonly isPacked: boolean;
  readonly value: Buffer;
}

/** Packs a text that is large enough, a large one on another thread. */
export function pack(text: Buffer): Packed | Promise<Packed> {
  if (text.length < packFromBytes) return { isPacked: false, value: text };
  if (text.length < asideFromBytes) return { isPacked: true, value: deflateRawSync(text, fast) };
  return deflateAside(text, fast).then((value) => ({ isPacked: true, value }));
}

/** @throws when it is not what {@link pack} made, or larger than `mostBytes` */
export function unpack({ isPacked, value }: Packed, mostBytes: number): Buffer | Promise<Buffer> {
  if (!isPacked) return value;
  const bounds = { maxOutputLength: mostBytes };
  if (value.length < asideFromBytes / 4) return inflateRawSync(value, bounds);
  return inflateAside(value, bounds);
}
