/** A header value that holds any text: base64url of JSON in UTF-8. */
export function encodeJsonHeader(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}

/** Reads what {@link encodeJsonHeader} wrote; `undefined` for anything else. */
export function decodeJsonHeader(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
