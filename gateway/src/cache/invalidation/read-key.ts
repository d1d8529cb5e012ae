import {
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isRecord } from '../../upstream/foreign-json';
import { InvalidationFault } from './invalidation-fault';

type Path = readonly PropertyKey[];
type Values = Readonly<Record<string, unknown>>;

/** Reads the values of keys as gateways send them to subgraphs. */
export class KeyReader {
  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * @returns `undefined` where fields of the key are missing
   * @throws InvalidationFault for a value that no such field has
   */
  read(given: Values, { selections }: SelectionSetNode, typeName: string, path: Path): Values | undefined {
    const type = this.schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
    const values: [string, unknown][] = [];
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) return undefined;
      const name = selection.name.value;
      const field = type.getFields()[name];
      if (name === '__typename') continue;
      if (!field || !Object.hasOwn(given, name)) return undefined;
      const value = this.#value(given[name], field.type, selection.selectionSet, [...path, name]);
      if (value === undefined) return undefined;
      values.push([name, value]);
    }
    return Object.fromEntries(values);
  }

  #value(value: unknown, type: GraphQLOutputType, set: SelectionSetNode | undefined, path: Path): unknown {
    if (isNonNullType(type)) {
      if (value === null) throw new InvalidationFault(path, 'is never null.');
      return this.#value(value, type.ofType, set, path);
    }
    if (value === null) return null;
    if (isListType(type)) {
      if (!Array.isArray(value)) throw new InvalidationFault(path, 'has to be a list.');
      const items = value.map((item: unknown, at) => this.#value(item, type.ofType, set, [...path, at]));
      return items.includes(undefined) ? undefined : items;
    }
    if (isCompositeType(type)) {
      if (!isRecord(value)) throw new InvalidationFault(path, 'has to be an object.');
      return set && this.read(value, set, type.name, path);
    }
    // Servers write IDs as strings, whatever they are.
    if (type.name === 'ID' && typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
    const isOne = isEnumType(type) ? isString : scalars[type.name];
    if (isOne && !isOne(value)) throw new InvalidationFault(path, `has to be of the type ${type.name}.`);
    return value;
  }
}

const isString = (value: unknown) => typeof value === 'string';

/** Of other scalars nothing is known. */
const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
  ID: isString,
  String: isString,
  Int: Number.isInteger,
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
};
