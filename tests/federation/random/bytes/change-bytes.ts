import { type Random } from '../random';

type Change = (body: Buffer, random: Random) => Buffer;

const tokens = [...'{}[]:,"\\ntf-0.eE \n', 'null', '""', '{}', '[]', '\\u0000', '\ufeff', ',"data":{}', '}}'];

/** What happens to bytes on their way, whatever they mean. */
export const byteChanges = {
  'another byte': (body, random) => {
    const copy = Buffer.from(body);
    copy[random.below(copy.length)] = random.below(256);
    return copy;
  },
  'a bit that fell over': (body, random) => {
    const copy = Buffer.from(body);
    copy[random.below(copy.length)]! ^= 1 << random.below(8);
    return copy;
  },
  'a byte that is missing': (body, random) => splice(body, random.below(body.length), 1),
  'a byte that is not UTF-8': (body, random) => {
    const bad = random.oneOf([
      [0x80],
      [0xff],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf4, 0x90, 0x80, 0x80],
      [0xe2, 0x82],
    ]);
    return splice(body, random.below(body.length + 1), 0, Buffer.from(bad));
  },
  'a token too many': (body, random) =>
    splice(body, random.below(body.length + 1), 0, Buffer.from(random.oneOf(tokens))),
  'a part that comes twice': (body, random) => {
    const start = random.below(body.length);
    return splice(body, random.below(body.length), 0, body.subarray(start, start + random.below(30)));
  },
  'an end that is missing': (body, random) => body.subarray(0, random.below(body.length)),
  'something before or after': (body, random) => {
    const more = Buffer.from(
      random.oneOf(['\ufeff', ' ', '\n', '\0', '{}', 'null', '}', ")]}'\n", '\u00a0']),
    );
    return Buffer.concat(random.chance(0.5) ? [more, body] : [body, more]);
  },
  'nothing at all': () => Buffer.alloc(0),
} satisfies Record<string, Change>;

function splice(body: Buffer, start: number, remove: number, insert: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([body.subarray(0, start), insert, body.subarray(start + remove)]);
}

/** The same bytes as a part of larger memory, at any alignment and with other JSON around them, as a socket gives them. */
export function pooled(body: Buffer, random: Random): Buffer {
  const before = random.below(9);
  const after = Buffer.from(random.oneOf(['', '"', '\\', 'aaaaaaaaaaaaaaaa"}}', '{"data":{}}', '\0\0\0\0']));
  const memory = new Uint8Array(before + body.length + after.length);
  memory.fill(0x22, 0, before);
  memory.set(body, before);
  memory.set(after, before + body.length);
  return Buffer.from(memory.buffer, before, body.length);
}
