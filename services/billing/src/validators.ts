import { isId } from '@nutgraf/kit/ids';
import { ValidateBy } from 'class-validator';

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

/** Characters are code points, as PostgreSQL counts them; it has no text with a NUL. */
function isText(value: unknown, limit: number): boolean {
  if (typeof value !== 'string' || value.trim() === '' || value.includes('\0')) return false;
  return Array.from(value).length <= limit;
}
