const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A well-formed id that is the same on every machine; `number` keeps the ids of one prefix in order. */
export function demoId(prefix: string, number: number): string {
  let digits = '';
  for (let rest = number; digits.length < 16; rest = Math.floor(rest / 32)) {
    digits = (alphabet[rest % 32] ?? '') + digits;
  }
  return `${prefix}_01DEM00000${digits}`;
}
