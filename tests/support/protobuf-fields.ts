/** One field of a protobuf message as it is on the wire: bytes of a text or message within, or a number. */
export interface Field {
  readonly number: number;
  readonly value: Buffer | bigint;
}

/** Reads a message without its schema. https://protobuf.dev/programming-guides/encoding/ */
export function* fieldsOf(message: Buffer): Generator<Field> {
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const bytes = (length: number) => {
    if (at + length > message.length) throw new RangeError('The message ends within a field.');
    return message.subarray(at, (at += length));
  };
  while (at < message.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    const wireType = tag & 7;
    if (wireType === 0) yield { number, value: varint() };
    else if (wireType === 1) yield { number, value: bytes(8).readBigUInt64LE() };
    else if (wireType === 2) yield { number, value: bytes(Number(varint())) };
    else if (wireType === 5) yield { number, value: BigInt(bytes(4).readUInt32LE()) };
    else throw new RangeError(`Wire type ${wireType} is none of proto3.`);
  }
}

/** The messages, or bytes, in all fields of this number. */
export function within(message: Buffer, number: number): Buffer[] {
  return [...fieldsOf(message)].flatMap(({ number: found, value }) =>
    found === number && Buffer.isBuffer(value) ? [value] : [],
  );
}

/** The last field of this number as text; empty if there is none. */
export function textOf(message: Buffer, number: number): string {
  return within(message, number).at(-1)?.toString('utf8') ?? '';
}

/** The last field of this number as a number; 0 if there is none. */
export function numberOf(message: Buffer, number: number): number {
  const found = [...fieldsOf(message)].filter((field) => field.number === number).at(-1)?.value;
  return typeof found === 'bigint' ? Number(found) : 0;
}
