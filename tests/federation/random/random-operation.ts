import {
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from 'graphql';

/** Pseudo-random numbers in [0, 1), the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A query that is valid but for conflicts of response shape, with aliases over other fields' names, nested
 * fragments and conditions on the variables `yes` and `no`.
 */
export function randomOperation(schema: GraphQLSchema, seed: number): string {
  const random = randomFrom(seed);
  const chance = (probability: number): boolean => random() < probability;
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

  const condition = (): string =>
    chance(0.12) ? oneOf([' @include(if: $yes)', ' @skip(if: $no)', ' @include(if: $no)']) : '';

  const selectionSet = (type: GraphQLCompositeType, depth: number): string => {
    const selections: string[] = [];
    for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1)
      selections.push(selection(type, depth));
    return `{ ${selections.join(' ')} }`;
  };

  const selection = (type: GraphQLCompositeType, depth: number): string => {
    const others = possibleConditions(type);
    if ((!('getFields' in type) || chance(0.2)) && others.length > 0 && depth > 0) {
      const other = oneOf(others);
      return `... on ${other.name}${condition()} ${selectionSet(other, depth - 1)}`;
    }
    if (!('getFields' in type) || chance(0.08)) return '__typename';
    const fields = Object.values(type.getFields()).filter(
      (each) => depth > 0 || !isCompositeType(getNamedType(each.type)),
    );
    if (fields.length === 0) return '__typename';
    const field = oneOf(fields);
    const alias = chance(0.25) ? `${oneOf(['id', 'x', 'title', 'name', '__proto__', field.name])}: ` : '';
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${selectionSet(named, depth - 1)}` : '';
    return `${alias}${field.name}${condition()}${below}`;
  };

  const possibleConditions = (type: GraphQLCompositeType): readonly GraphQLCompositeType[] => {
    if (isAbstractType(type)) return [type, ...schema.getPossibleTypes(type)];
    return isObjectType(type) ? [type, ...type.getInterfaces()] : [];
  };

  const query = selectionSet(schema.getQueryType()!, 5);
  return `query Random($yes: Boolean! = true, $no: Boolean! = false) ${query}`;
}
