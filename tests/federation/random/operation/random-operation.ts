import {
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  GraphQLString,
  GraphQLNonNull,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type Random } from '../random';
import { randomLiteral } from './random-value';
import { Scope } from './scope';
import { Variables } from './variables';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Field = GraphQLField<unknown, unknown>;

const typenameType = new GraphQLNonNull(GraphQLString);
const aliases = [
  'id',
  'x',
  'title',
  'name',
  '__proto__',
  'constructor',
  'toString',
  '__a_id',
  '_entities',
  'code',
  'twin',
];

/**
 * A valid operation with variables.
 * @param weightOf how much likelier than others a field is chosen
 */
export function randomOperation(
  schema: GraphQLSchema,
  random: Random,
  weightOf: (type: string, field: string) => number,
): RandomOperation {
  const variables = new Variables(random);
  const fragments: string[] = [];
  let left = 30 + random.below(30);
  const mutation = schema.getMutationType();
  const isMutation = mutation !== undefined && mutation !== null && random.chance(0.15);
  const root = isMutation ? mutation : schema.getQueryType()!;
  const selections = selectionSet(root, new Scope(), 2 + random.below(4));
  const name = random.chance(0.5) ? ' Random' : '';
  const keyword = isMutation ? 'mutation' : 'query';
  return {
    query: [`${keyword}${name}${variables.print()} ${selections}`, ...fragments].join('\n'),
    variables: variables.values,
  };

  function selectionSet(type: GraphQLCompositeType, scope: Scope, depth: number): string {
    const selections: string[] = [];
    for (let count = 1 + random.below(4); count > 0; count -= 1) {
      const selection = randomSelection(type, scope, depth);
      if (selection !== undefined) selections.push(selection);
    }
    // A selection set is never empty, and `__typename` under its own name goes with everything.
    if (selections.length === 0) selections.push('__typename');
    return `{ ${selections.join(' ')} }`;
  }

  function randomSelection(type: GraphQLCompositeType, scope: Scope, depth: number): string | undefined {
    const isUnion = !('getFields' in type);
    if (depth > 0 && (isUnion ? random.chance(0.8) : random.chance(0.2))) return fragment(type, scope, depth);
    if (isUnion || random.chance(0.1)) return typename(type, scope);
    const fields = Object.values(type.getFields()).filter(
      (each) => (depth > 0 && left > 0) || !isCompositeType(getNamedType(each.type)),
    );
    if (fields.length === 0) return typename(type, scope);
    return field(weighted(type.name, fields), type, scope, depth);
  }

  function weighted(typeName: string, fields: readonly Field[]): Field {
    const weights = fields.map((each) => weightOf(typeName, each.name));
    let at = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
    return fields.find((_, index) => (at -= weights[index]!) < 0) ?? fields[0]!;
  }

  function field(chosen: Field, type: GraphQLCompositeType, scope: Scope, depth: number): string | undefined {
    left -= 1;
    const given = chosen.args.filter((argument) => isRequiredArgument(argument) || random.chance(0.6));
    const texts = random
      .shuffled(given)
      .map(
        (argument) =>
          `${argument.name}: ${randomLiteral(argument.type, random, variables.give, 2, argument.defaultValue !== undefined)}`,
      );
    const args = texts.length > 0 ? `(${texts.join(', ')})` : '';
    const keys = [chosen.name, random.oneOf(aliases), `${chosen.name}${random.below(100)}`];
    if (random.chance(0.25)) keys.reverse();
    for (const key of keys) {
      const below = scope.take(key, type.name, isObjectType(type), `${chosen.name}${args}`, chosen.type);
      if (!below) continue;
      const alias = key === chosen.name && !random.chance(0.05) ? '' : `${key}: `;
      const named = getNamedType(chosen.type);
      const subfields = isCompositeType(named) ? ` ${selectionSet(named, below, depth - 1)}` : '';
      return `${alias}${chosen.name}${args}${directives()}${subfields}`;
    }
    return undefined;
  }

  function typename(type: GraphQLCompositeType, scope: Scope): string | undefined {
    const key = random.chance(0.3) ? random.oneOf(aliases) : '__typename';
    const isTaken = !scope.take(key, type.name, isObjectType(type), '__typename', typenameType);
    if (isTaken) return undefined;
    return `${key === '__typename' ? '' : `${key}: `}__typename${key === '__typename' ? '' : directives()}`;
  }

  function fragment(type: GraphQLCompositeType, scope: Scope, depth: number): string {
    const condition = random.chance(0.1) ? type : random.oneOf(conditionsOn(type));
    const text = () => selectionSet(condition, scope, depth - 1);
    if (random.chance(0.3)) {
      const body = text();
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${condition.name} ${body}`);
      return `...${name}${directives()}`;
    }
    const named = condition === type && random.chance(0.4) ? '' : ` on ${condition.name}`;
    return `...${named}${directives()} ${text()}`;
  }

  /** Types, abstract ones too, that objects of this type can be of. */
  function conditionsOn(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    const interfaces = possible.flatMap((each) => each.getInterfaces());
    const unions = Object.values(schema.getTypeMap())
      .filter(isAbstractType)
      .filter((each) => possible.some((it) => schema.isSubType(each, it)));
    return [...new Set([...possible, ...possible, ...interfaces, ...unions])];
  }

  function directives(): string {
    if (random.chance(0.88)) return '';
    const condition = (): string =>
      random.chance(0.3) ? random.oneOf(['true', 'false']) : `$${variables.condition()}`;
    const both = [` @include(if: ${condition()})`];
    both.push(` @skip(if: ${condition()})`);
    return random.chance(0.15) ? both.join('') : random.oneOf(both);
  }
}
