import { ValidateBy } from 'class-validator';
import { isId } from '../ids';

/** A class-validator rule: a text for which `rule` holds. */
export function Satisfies(rule: (text: string) => boolean, message: string): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && rule(value);
  return ValidateBy({ name: 'satisfies', validator: { validate } }, { message });
}

/** The form of an id with this prefix. */
export function IsIdOf(prefix: string, message: string): PropertyDecorator {
  return Satisfies((text) => isId(prefix, text), message);
}

/** A text of 1 to `limit` characters that is not only spaces. */
export function IsText(limit: number): PropertyDecorator {
  const message = `$property must have 1 to ${limit} characters of well-formed text, not only spaces and no NUL.`;
  return Satisfies((text) => isText(text, limit), message);
}

/** At most so many bytes of UTF-8. class-validator's own throws for lone surrogates. */
export function HasAtMostBytes(limit: number, message: string): PropertyDecorator {
  return Satisfies((text) => Buffer.byteLength(text) <= limit, message);
}

/**
 * Characters are code points, as PostgreSQL counts them; it has no text with a NUL, and half a surrogate pair would
 * become another character on the way there.
 */
function isText(text: string, limit: number): boolean {
  // A code point is two units at most. Asked first, so that a text of a megabyte costs nothing.
  if (text.length > 2 * limit) return false;
  if (text.trim() === '' || text.includes('\0') || /\p{Surrogate}/u.test(text)) return false;
  return Array.from(text).length <= limit;
}
