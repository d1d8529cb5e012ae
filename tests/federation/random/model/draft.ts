import { Kind, type SelectionSetNode } from 'graphql';
import { type Random } from '../random';
import { parseFieldSet } from './field-set';
import {
  type ArgumentModel,
  type CompositeModel,
  type FieldModel,
  type FieldPlacement,
  isComposite,
  type KeyModel,
  type Model,
  namedType,
  type TypeModel,
  type ValueRule,
} from './model';

interface FieldOptions {
  readonly args?: readonly ArgumentModel[];
  readonly rule?: ValueRule;
}

/** A model in the making. It keeps each subgraph's part whole: what a subgraph names, it defines. */
export class Draft {
  readonly #types = new Map<string, TypeModel>();
  /** Field sets of an entity's keys; the subgraph it is at home in knows all, so that every way leads on from there. */
  readonly #keys = new Map<string, string[]>();
  /** Where a type may be known at all; absent for everywhere. */
  readonly #only = new Map<string, readonly string[]>();

  constructor(
    readonly random: Random,
    readonly subgraphs: readonly string[],
  ) {}

  model(seed: number): Model {
    return { seed, subgraphs: this.subgraphs, types: [...this.#types.values()] };
  }

  add<Type extends TypeModel>(type: Type, only?: readonly string[]): Type {
    this.#types.set(type.name, type);
    if (only) this.#only.set(type.name, only);
    return type;
  }

  type(name: string): TypeModel | undefined {
    return this.#types.get(name);
  }

  composite(name: string): CompositeModel {
    const type = this.#types.get(name);
    if (!isComposite(type)) throw new TypeError(`${name} has no fields.`);
    return type;
  }

  names(kind: TypeModel['kind']): readonly string[] {
    const isHidden = (type: TypeModel): boolean => isComposite(type) && type.hidden === true;
    return [...this.#types.values()]
      .filter((type) => type.kind === kind && !isHidden(type))
      .map(({ name }) => name);
  }

  entities(): readonly string[] {
    return [...this.#keys.keys()];
  }

  keysOf(entity: string): readonly string[] {
    return this.#keys.get(entity) ?? [];
  }

  homeOf(entity: string): string {
    return Object.keys(this.composite(entity).in)[0]!;
  }

  /** Subgraphs that may know a type. */
  placesOf(name: string): readonly string[] {
    return this.#only.get(name) ?? this.subgraphs;
  }

  /** A subgraph that may know a type, other than these. */
  placeOf(name: string, ...others: readonly string[]): string | undefined {
    const left = this.placesOf(name).filter((each) => !others.includes(each));
    return left.length > 0 ? this.random.oneOf(left) : undefined;
  }

  /** Adds a key to an entity, in the subgraph that it is at home in. */
  addKey(entity: string, fields: string): void {
    const keys = this.#keys.get(entity) ?? [];
    keys.push(fields);
    this.#keys.set(entity, keys);
    if (keys.length > 1) this.giveKey(entity, this.homeOf(entity), fields);
  }

  giveKey(entity: string, subgraph: string, fields: string, resolvable = true): void {
    const type = this.composite(entity);
    const placement = (type.in[subgraph] ??= { keys: [], implements: [] });
    const key = placement.keys.find((each) => each.fields === fields);
    if (key) {
      key.resolvable ||= resolvable;
    } else {
      const added: KeyModel = { fields, resolvable };
      placement.keys.push(added);
    }
    this.#knowFields(entity, subgraph, parseFieldSet(fields));
  }

  /** The subgraph resolves an entity by one key at least. */
  know(entity: string, subgraph: string): void {
    const known = this.composite(entity).in[subgraph];
    const resolvable = known?.keys.some((key) => key.resolvable);
    if (resolvable) return;
    const keys = this.keysOf(entity);
    if (keys.length === 0) return;
    for (const fields of this.random.some(keys)) this.giveKey(entity, subgraph, fields);
  }

  /** The subgraph can name objects of a type. */
  refer(name: string, subgraph: string): void {
    const type = this.#types.get(name);
    if (!type || subgraph in type.in || name === 'Query') return;
    const { random } = this;
    switch (type.kind) {
      case 'type':
        if (this.#keys.has(name)) {
          this.giveKey(name, subgraph, random.oneOf(this.keysOf(name)), random.chance(0.25));
          return;
        }
        type.in[subgraph] = { keys: [], implements: [] };
        for (const field of type.fields) this.#share(field, subgraph);
        return;
      case 'interface':
        type.in[subgraph] = { keys: [], implements: [] };
        for (const field of type.fields.filter(({ rule }) => rule === 'id')) field.in[subgraph] = {};
        for (const each of random.some(this.implementationsOf(name).filter((it) => this.#keys.has(it))))
          this.implement(each, name, subgraph);
        return;
      case 'union': {
        const all = [...new Set(Object.values(type.in).flat())];
        const members = random.some(all.filter((each) => this.placesOf(each).includes(subgraph)));
        type.in[subgraph] = members;
        for (const member of members) this.refer(member, subgraph);
        return;
      }
      case 'enum': {
        const all = [...new Set(Object.values(type.in).flat())];
        type.in[subgraph] = type.use === 'both' ? all : all.filter((_, at) => at === 0 || random.chance(0.6));
        return;
      }
      case 'input': {
        const all = Object.values(type.in)[0] ?? [];
        const fields = type.oneOf
          ? all
          : all.filter(({ name: each }) => each !== 'note' || random.chance(0.4));
        type.in[subgraph] = fields;
        for (const field of fields) this.refer(namedType(field.type), subgraph);
        return;
      }
      case 'scalar':
        type.in[subgraph] = true;
    }
  }

  implementationsOf(name: string): readonly string[] {
    return [...this.#types.values()]
      .filter(isComposite)
      .filter((type) => Object.values(type.in).some((each) => each.implements.includes(name)))
      .map((type) => type.name);
  }

  /** The subgraph knows an entity as one that implements an interface whose fields there are those of key `id`. */
  implement(entity: string, name: string, subgraph: string): void {
    this.giveKey(entity, subgraph, 'id', false);
    const placement = this.composite(entity).in[subgraph]!;
    if (!placement.implements.includes(name)) placement.implements.push(name);
  }

  /** Adds a field that one subgraph answers. */
  field(
    typeName: string,
    subgraph: string,
    name: string,
    type: string,
    options: FieldOptions = {},
  ): FieldModel {
    const owner = this.composite(typeName);
    this.know(typeName, subgraph);
    owner.in[subgraph] ??= { keys: [], implements: [] };
    const field: FieldModel = { name, type, args: options.args ?? [], in: {}, rule: options.rule ?? 'any' };
    owner.fields.push(field);
    this.answer(field, subgraph, {});
    return field;
  }

  /** The subgraph has the field too. */
  answer(field: FieldModel, subgraph: string, placement: FieldPlacement): void {
    field.in[subgraph] = placement;
    this.refer(namedType(field.type), subgraph);
    for (const { type } of field.args) this.refer(namedType(type), subgraph);
  }

  /** Fields of a type that a key could be made of, or that are named in field sets, become the subgraph's. */
  #knowFields(typeName: string, subgraph: string, { selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const field = this.composite(typeName).fields.find(({ name }) => name === selection.name.value);
      if (!field) throw new TypeError(`${typeName} has no field ${selection.name.value}.`);
      if (!field.in[subgraph]) this.answer(field, subgraph, {});
      if (!selection.selectionSet) continue;
      const below = namedType(field.type);
      if (this.#keys.has(below)) this.giveKey(below, subgraph, 'id', false);
      this.#knowFields(below, subgraph, selection.selectionSet);
    }
  }

  #share(field: FieldModel, subgraph: string): void {
    for (const placement of Object.values(field.in)) placement.shareable = true;
    this.answer(field, subgraph, { shareable: true });
  }
}
