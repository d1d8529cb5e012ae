import { ValidateBy } from 'class-validator';
import { isId } from '../ids';

/** A class-validator rule: the form of an id with this prefix. */
export function IsIdOf(prefix: string, message: string): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && isId(prefix, value);
  return ValidateBy({ name: 'isIdOf', constraints: [prefix], validator: { validate } }, { message });
}

/** A class-validator rule: a text of 1 to `limit` characters that is not only spaces. */
export function IsText(limit: number): PropertyDecorator {
  const validate = (value: unknown) => isText(value, limit);
  const message = `$property must have 1 to ${limit} characters, not only spaces and no NUL.`;
  return ValidateBy({ name: 'isText', constraints: [limit], validator: { validate } }, { message });
}

/** A class-validator rule: at most so many bytes of UTF-8. class-validator's own throws for lone surrogates. */
export function HasAtMostBytes(limit: number, message: string): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && Buffer.byteLength(value) <= limit;
  return ValidateBy({ name: 'hasAtMostBytes', constraints: [limit], validator: { validate } }, { message });
}

/** Characters are code points, as PostgreSQL counts them; it has no text with a NUL. */
function isText(value: unknown, limit: number): boolean {
  if (typeof value !== 'string' || value.trim() === '' || value.includes('\0')) return false;
  return Array.from(value).length <= limit;
}
