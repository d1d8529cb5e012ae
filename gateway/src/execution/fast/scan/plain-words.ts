const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;

/**
 * Passes bytes of a string four at a time, as long as none of them ends it, begins an escape or is a control character.
 * @param words the memory that the bytes are in, from its start; what lies behind them may be passed, too
 * @returns where it is to be looked at byte by byte again
 */
export function afterPlainWords(words: Int32Array, bytes: Uint8Array, start: number): number {
  const offset = bytes.byteOffset;
  let at = start;
  while ((offset + at) & 3) {
    if (!isPlain(bytes[at])) return at;
    at += 1;
  }
  let word = (offset + at) >> 2;
  // The bits that are left are set where a byte is less than 0x20, or equal to a quote or a backslash.
  while (word < words.length) {
    const four = words[word]!;
    const quotes = four ^ 0x22222222;
    const backslashes = four ^ 0x5c5c5c5c;
    const special =
      ((four - 0x20202020) & ~four) |
      ((quotes - 0x01010101) & ~quotes) |
      ((backslashes - 0x01010101) & ~backslashes);
    if ((special & 0x80808080) !== 0) break;
    word += 1;
  }
  return (word << 2) - offset;
}

function isPlain(byte: number | undefined): boolean {
  return byte !== undefined && byte >= space && byte !== quote && byte !== backslash;
}
