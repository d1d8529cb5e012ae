import {
  getNullableType,
  type GraphQLInputType,
  GraphQLNonNull,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import { type Random } from '../random';

/** Text in an operation, as it stands for a value of some type. */
type Variable = (type: GraphQLInputType, hasDefault: boolean) => string | undefined;

/** A literal of a type, with variables in it where `variable` gives some. */
export function randomLiteral(
  type: GraphQLInputType,
  random: Random,
  variable: Variable,
  depth = 2,
  hasDefault = false,
): string {
  const name = variable(type, hasDefault);
  if (name !== undefined) return `$${name}`;
  if (isNonNullType(type)) return present(type.ofType);
  return random.chance(0.1) ? 'null' : present(type);

  function present(it: GraphQLInputType): string {
    if (isNonNullType(it)) return present(it.ofType);
    if (isListType(it)) {
      // One item may stand for a list of one.
      const items = Array.from({ length: random.below(3) }, () =>
        randomLiteral(it.ofType, random, variable, depth - 1),
      );
      return items.length === 1 && !items[0]!.startsWith('$') && items[0] !== 'null' && random.chance(0.3)
        ? items[0]!
        : `[${items.join(', ')}]`;
    }
    if (isEnumType(it)) return random.oneOf(it.getValues()).name;
    if (isInputObjectType(it)) {
      const fields = Object.values(it.getFields());
      const chosen = it.isOneOf
        ? [random.oneOf(fields)]
        : fields.filter((field) => isRequiredInputField(field) || (depth > 0 && random.chance(0.4)));
      const texts = random.shuffled(chosen).map((field) => {
        // One of them is given: it must not be null, nor a variable that may be.
        const value = it.isOneOf
          ? randomLiteral(new GraphQLNonNull(getNullableType(field.type)), random, variable, depth - 1)
          : randomLiteral(field.type, random, variable, depth - 1, field.defaultValue !== undefined);
        return `${field.name}: ${value}`;
      });
      return `{ ${texts.join(', ')} }`;
    }
    return scalarLiteral(it.name);
  }

  function scalarLiteral(scalar: string): string {
    switch (scalar) {
      case 'Int':
        return String(random.below(9));
      case 'Float':
        return random.oneOf(['1', '0.5', '-2e3']);
      case 'Boolean':
        return random.oneOf(['true', 'false']);
      case 'ID':
        return random.oneOf(['4', '"a b"']);
      case 'String':
        return random.oneOf(['""', '"a \\"b\\" \\u00e9"', '"""\n  block\n    text\n"""', '"$x"']);
      default:
        return random.oneOf(['{ a: [1, null, { b: ENUM }] }', '"text"', '[]', '7', 'true']);
    }
  }
}

/** JSON for a variable of a type. */
export function randomJson(type: GraphQLInputType, random: Random, depth = 2): unknown {
  if (isNonNullType(type)) return present(type.ofType);
  return random.chance(0.15) ? null : present(type);

  function present(it: GraphQLInputType): unknown {
    if (isNonNullType(it)) return present(it.ofType);
    if (isListType(it)) {
      return Array.from({ length: random.below(3) }, () => randomJson(it.ofType, random, depth - 1));
    }
    if (isEnumType(it)) return random.oneOf(it.getValues()).name;
    if (isInputObjectType(it)) {
      const fields = Object.values(it.getFields());
      const chosen = it.isOneOf
        ? [random.oneOf(fields)]
        : fields.filter((field) => isRequiredInputField(field) || (depth > 0 && random.chance(0.4)));
      return Object.fromEntries(
        random
          .shuffled(chosen)
          .map((field) => [
            field.name,
            it.isOneOf ? present(field.type) : randomJson(field.type, random, depth - 1),
          ]),
      );
    }
    switch (it.name) {
      case 'Int':
        return random.below(9);
      case 'Float':
        return random.oneOf([1, 0.5, -2000]);
      case 'Boolean':
        return random.chance(0.5);
      case 'ID':
        return random.oneOf<unknown>([4, 'a b']);
      case 'String':
        return random.oneOf(['', 'a "b" é', '\u{1F600}']);
      default:
        return random.oneOf<unknown>([{ a: [1, null], __proto: {} }, 'text', [], 7, false]);
    }
  }
}
