import { Kind, type SelectionSetNode, type TypeNode, parseType, valueFromASTUntyped } from 'graphql';
import { hash, Random } from '../random';
import { parseFieldSet } from '../model/field-set';
import { type FieldModel, isComposite, type Model, type TypeModel } from '../model/model';
import { canonical } from './canonical';
import { interfacesOf } from './merged-sdl';

/** An object of the whole data: the `n`th of its type. */
export interface Instance {
  readonly type: string;
  readonly n: number;
  /** Of a mutation's payload. */
  readonly position?: number;
}

type Arguments = Readonly<Record<string, unknown>>;

/**
 * The whole data, the same for subgraphs and oracle: nothing is stored, each value follows from the seed, its object,
 * its field and its arguments.
 */
export class World {
  readonly #types: ReadonlyMap<string, TypeModel>;
  readonly #fields = new Map<string, FieldModel | undefined>();
  /** How many mutations ran. */
  mutations = 0;
  /** What becomes of a field's value, where something is wrong with it. */
  distort: (field: FieldModel, value: () => unknown) => unknown = (_, value) => value();

  constructor(readonly model: Model) {
    this.#types = new Map(model.types.map((type) => [type.name, type]));
  }

  type(name: string): TypeModel | undefined {
    return this.#types.get(name);
  }

  /** The field of an object type, be it an interface object's. */
  field(typeName: string, name: string): FieldModel {
    const key = `${typeName}.${name}`;
    let field = this.#fields.get(key);
    if (!field) this.#fields.set(key, (field = this.#findField(typeName, name)));
    if (!field) throw new TypeError(`There is no field ${key}.`);
    return field;
  }

  instances(typeName: string): readonly Instance[] {
    return this.objectTypes(typeName).flatMap((type) => {
      const { count } = this.#types.get(type) as { count: number };
      return Array.from({ length: count }, (_, n) => ({ type, n }));
    });
  }

  /** Object types of a composite type, in one subgraph or in all. */
  objectTypes(name: string, subgraph?: string): readonly string[] {
    const type = this.#types.get(name);
    if (type?.kind === 'union') {
      return subgraph ? (type.in[subgraph] ?? []) : [...new Set(Object.values(type.in).flat())];
    }
    if (!isComposite(type)) return [];
    if (type.kind === 'type') return [name];
    const wide = subgraph === undefined || type.in[subgraph]?.interfaceObject;
    return this.model.types
      .filter(isComposite)
      .filter((each) => (wide ? interfacesOf(each) : (each.in[subgraph]?.implements ?? [])).includes(name))
      .map((each) => each.name);
  }

  /** The value of a field: leaf values, instances, null and lists of these. */
  value(instance: Instance, field: FieldModel, args: Arguments): unknown {
    return this.distort(field, () => this.#value(instance, field, args));
  }

  #value(instance: Instance, field: FieldModel, args: Arguments): unknown {
    switch (field.rule) {
      case 'id':
        return `${instance.type}-${instance.n}`;
      case 'number':
        return instance.n + 100;
      case 'half':
        return instance.n >> 1;
      case 'rest':
        return `rest ${instance.n & 1}`;
      case 'same':
        return { type: field.type.replace(/\W/g, ''), n: instance.n };
      case 'position':
        return instance.position;
      case 'changes':
        return this.mutations;
      case 'root':
        return { type: 'Query', n: 0 };
      case 'required': {
        const { requires } = Object.values(field.in).find((placement) => placement.requires)!;
        return requiredValue(field, this.required(instance, parseFieldSet(requires!)), args);
      }
      case 'any':
        return this.#generate(instance, field, args);
    }
  }

  /** What a field set says of an object. */
  required(instance: Instance, { selections }: SelectionSetNode): Record<string, unknown> {
    const required: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const applies = this.objectTypes(selection.typeCondition!.name.value).includes(instance.type);
        if (applies) Object.assign(required, this.required(instance, selection.selectionSet));
      } else if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
        const field = this.field(instance.type, selection.name.value);
        const args = selection.arguments?.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]);
        const value = this.value(instance, field, Object.fromEntries(args ?? []) as Arguments);
        required[field.name] = this.#read(value, selection.selectionSet);
      }
    }
    return required;
  }

  #read(value: unknown, selectionSet: SelectionSetNode | undefined): unknown {
    if (!selectionSet || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.#read(item, selectionSet));
    return this.required(value as Instance, selectionSet);
  }

  #generate(instance: Instance, field: FieldModel, args: Arguments): unknown {
    const text = [this.model.seed, instance.type, instance.n, field.name, canonical(args)].join('/');
    const random = new Random(hash(text));
    // External ones too: they may provide it.
    const subgraphs = Object.keys(field.in);
    const position = this.#types.get('Mutation')?.in && this.mutations;
    const object = (type: string): Instance => {
      const { count } = this.#types.get(type) as { count: number };
      return {
        type,
        n: random.below(count),
        ...(instance.type === 'Mutation' && position !== undefined && { position }),
      };
    };
    const generate = (type: TypeNode): unknown => {
      if (type.kind === Kind.NON_NULL_TYPE) return generateNonNull(type.type);
      return random.chance(0.15) ? null : generateNonNull(type);
    };
    const generateNonNull = (type: TypeNode): unknown => {
      if (type.kind === Kind.LIST_TYPE)
        return Array.from({ length: random.below(4) }, () => generate(type.type));
      if (type.kind === Kind.NON_NULL_TYPE) return generateNonNull(type.type);
      const named = this.#types.get(type.name.value);
      if (named?.kind === 'enum') {
        const shared = named.in[subgraphs[0]!]!.filter((each) =>
          subgraphs.every((at) => named.in[at]!.includes(each)),
        );
        return random.oneOf(shared);
      }
      if (!named || named.kind === 'scalar') return scalarValue(type.name.value, random);
      const types = this.objectTypes(named.name, subgraphs[0]);
      return object(
        random.oneOf(
          types.filter((each) => subgraphs.every((at) => this.objectTypes(named.name, at).includes(each))),
        ),
      );
    };
    // Where subgraphs differ in what may be null, it must suit all.
    const strictest = Object.values(field.in).find(({ type }) => type !== undefined)?.type ?? field.type;
    return generate(parseType(strictest, { noLocation: true }));
  }

  #findField(typeName: string, name: string): FieldModel | undefined {
    const type = this.#types.get(typeName);
    if (!isComposite(type)) return undefined;
    const own = type.fields.find((field) => field.name === name);
    if (own) return own;
    for (const each of interfacesOf(type)) {
      const inherited = this.#findField(each, name);
      if (inherited) return inherited;
    }
    return undefined;
  }
}

/** What a field answers that requires others: what was required, so that an answer shows what a subgraph was told. */
export function requiredValue(field: FieldModel, required: unknown, args: Arguments): string {
  return `${field.name}(${canonical(args)}) of ${canonical(required)}`;
}

const scalarValues: Readonly<Record<string, (random: Random) => unknown>> = {
  Int: (random) => random.oneOf([0, -1, 7, 2 ** 31 - 1, random.below(1000)]),
  Float: (random) => random.oneOf([0.5, -1e-7, 1e21, 3, random.next()]),
  Boolean: (random) => random.chance(0.5),
  ID: (random) => `id ${random.below(100)}`,
  String: (random) =>
    random.oneOf(['', 'null', 'a "quoted" text', 'Zoë \u{1F600} \\ \n', `text ${random.below(100)}`]),
  JSON: (random) => {
    const big = 'x'.repeat(random.below(400));
    const odd = JSON.parse(
      '{ "__proto__": { "a": 1 }, "constructor": [null], "__typename": "Nobody", "id": 7 }',
    ) as unknown;
    return random.oneOf<unknown>([1.5, 'text', true, [1, [null, 'two'], {}], { b: [], a: { big } }, odd, []]);
  },
};

function scalarValue(name: string, random: Random): unknown {
  return scalarValues[name]!(random);
}
