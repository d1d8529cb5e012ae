import { isIP } from 'node:net';

/**
 * What counts as one client: an IPv4 address, or the /64 of an IPv6 address, all of which one household has.
 * Null when the text is no address.
 */
export function clientNetwork(address: string | null): string | null {
  const text = address?.split('%')[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(text)?.[1];
  if (mapped && isIP(mapped) === 4) return mapped;
  switch (isIP(text)) {
    case 4:
      return text;
    case 6:
      return `${firstGroups(text, 4).join(':')}::/64`;
    default:
      return null;
  }
}

/** Of eight groups of 16 bits, in lower case and without leading zeros. */
function firstGroups(address: string, count: number): string[] {
  // WHATWG URL writes every IPv6 address in one way (RFC 5952).
  const text = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...(tail === undefined ? [] : zeros), ...after].slice(0, count);
}
