import { validateSync, type ValidationError } from 'class-validator';
import type { UserErrorValue } from './user-error';

/**
 * Runs the class-validator rules of an input and turns what fails into business errors. Only the rules'
 * messages are used: the library's own errors carry the values, and so passwords.
 * @param input an instance of an input class, as type-graphql hands it to resolvers
 * @param path where the input stands among the mutation's arguments
 */
export function checkInput(
  input: object,
  path: readonly string[] = ['input'],
): UserErrorValue<'INVALID_INPUT'>[] {
  return flatten(validateSync(input, { forbidUnknownValues: false, stopAtFirstError: true }), path);
}

function flatten(
  errors: readonly ValidationError[],
  path: readonly string[],
): UserErrorValue<'INVALID_INPUT'>[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const here = [...path, property];
    const own = Object.values(constraints ?? {}).map((message) => ({
      code: 'INVALID_INPUT' as const,
      message,
      path: here,
    }));
    return [...own, ...flatten(children ?? [], here)];
  });
}
