import { type GraphQLInputType, isNonNullType } from 'graphql';
import { type Random } from '../random';
import { randomJson, randomLiteral } from './random-value';

/** The variables of an operation in the making. */
export class Variables {
  readonly values: Record<string, unknown> = {};
  readonly #definitions: string[] = [];
  readonly #conditions: string[] = [];

  constructor(private readonly random: Random) {}

  /** A new variable that may stand where a type is wanted, or none. */
  readonly give = (type: GraphQLInputType, hasDefault: boolean): string | undefined => {
    const { random } = this;
    if (!random.chance(0.25)) return undefined;
    const name = random.chance(0.05) ? `representations` : `v${this.#definitions.length}`;
    if (name in this.values || this.#definitions.some((each) => each.startsWith(`$${name}:`)))
      return undefined;
    const isRequired = isNonNullType(type);
    // Where there is a default, a nullable variable may stand for a value that is never null.
    const own = hasDefault && isRequired && random.chance(0.3) ? type.ofType : type;
    const withDefault = random.chance(0.3) || own !== type;
    const literal = withDefault
      ? randomLiteral(own === type ? own : type, random, () => undefined)
      : undefined;
    this.#definitions.push(`$${name}: ${String(own)}${literal === undefined ? '' : ` = ${literal}`}`);
    const mayBeLeftOut = !isNonNullType(own) || literal !== undefined;
    if (mayBeLeftOut && random.chance(0.3)) return name;
    // A null would be refused at the place: that is an error of the operation, not an answer.
    let value = randomJson(own, random);
    for (let tries = 0; value === null && own !== type && tries < 20; tries += 1)
      value = randomJson(own, random);
    if (value === null && own !== type) return name;
    this.values[name] = value;
    return name;
  };

  /** The name of a variable for a condition; there are few, so that they stand at several places. */
  condition(): string {
    const { random } = this;
    if (this.#conditions.length > 0 && (this.#conditions.length > 4 || random.chance(0.6))) {
      return random.oneOf(this.#conditions);
    }
    const name = `if${this.#conditions.length}`;
    this.#conditions.push(name);
    const hasDefault = random.chance(0.3);
    this.#definitions.push(`$${name}: Boolean!${hasDefault ? ` = ${random.chance(0.5)}` : ''}`);
    if (!hasDefault || random.chance(0.5)) this.values[name] = random.chance(0.6);
    return name;
  }

  /** `($v0: Int = 3)`, or nothing. */
  print(): string {
    return this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : '';
  }
}
