/**
 * Whether a text says something, in at most `limit` characters, and can be stored: PostgreSQL has no text
 * with a NUL character.
 */
export function isText(value: unknown, limit: number): value is string {
  return (
    typeof value === 'string' &&
    value.trim() !== '' &&
    !value.includes('\0') &&
    Array.from(value).length <= limit
  );
}
