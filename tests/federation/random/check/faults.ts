import { Kind, parse, type SelectionNode, visit } from 'graphql';
import { parseFieldSet } from '../model/field-set';
import { type FieldModel, isComposite, type Model, namedType } from '../model/model';
import { type Random } from '../random';

/** What can be wrong with all fields of one name, wherever subgraphs answer them. */
export const fieldFaults = [
  /** The resolver throws. */
  'error',
  /** Each item of the value, or the value itself, is an error of its own. */
  'errors of items',
  'null',
  'wrong type',
  'unknown enum value',
  'absent',
] as const;

/** What can be wrong with a subgraph. */
export const subgraphFaults = ['down', 'error without data', 'unknown entities'] as const;

export interface FieldFault {
  readonly kind: (typeof fieldFaults)[number];
  readonly field: string;
}

/** A fault of a field that an operation selects, or nothing where none fits. */
export function randomFieldFault(model: Model, query: string, random: Random): FieldFault | undefined {
  const selected = new Set<string>();
  visit(parse(query), { Field: ({ name }) => void selected.add(name.value) });
  const needed = neededFields(model);
  const names = [...selected].filter((name) => !needed.has(name) && sortsOf(model, name).size === 1);
  if (names.length === 0) return undefined;
  const enums = names.filter((name) => sortsOf(model, name).has('enum'));
  const field = random.oneOf(enums.length > 0 && random.chance(0.3) ? enums : names);
  const [sort] = sortsOf(model, field);
  const kinds = fieldFaults.filter((kind) => {
    if (kind === 'unknown enum value') return sort === 'enum';
    return kind !== 'wrong type' || sort !== 'JSON';
  });
  return { field, kind: sort === 'enum' && random.chance(0.7) ? 'unknown enum value' : random.oneOf(kinds) };
}

/** Fields that keys and requirements name, and others whose faults go further than they themselves. */
function neededFields({ types }: Model): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of types.filter(isComposite)) {
    const keys = Object.values(type.in).flatMap((placement) => placement.keys.map(({ fields }) => fields));
    // Where a subgraph allows no null that others allow, more is lost than the specification says of the whole.
    for (const { name, in: places } of type.fields) {
      if (Object.values(places).some((placement) => placement.type !== undefined)) names.add(name);
    }
    const required = type.fields.flatMap((field) =>
      Object.values(field.in).flatMap(({ requires }) => requires ?? []),
    );
    for (const set of [...keys, ...required]) {
      visit(parseFieldSet(set), { Field: ({ name }) => void names.add(name.value) });
    }
  }
  return names;
}

/** What fields of a name are: `object`, `enum` or the name of a scalar. */
function sortsOf({ types }: Model, name: string): ReadonlySet<string> {
  const fields = types
    .filter(isComposite)
    .flatMap((type) => type.fields.filter((field) => field.name === name));
  return new Set(fields.map((field) => sortOf(types, field)));
}

function sortOf(types: Model['types'], { type }: FieldModel): string {
  const named = types.find(({ name }) => name === namedType(type));
  if (named === undefined || named.kind === 'scalar') return namedType(type);
  return named.kind === 'enum' ? 'enum' : 'object';
}

/** What a resolver gives instead. Faults that no resolver can have stand for what a gateway has to make of them. */
export function faultyValue({ kind }: FieldFault, value: unknown, type: string): unknown {
  switch (kind) {
    case 'error':
    case 'absent':
      throw new Error('This field is faulty.');
    case 'errors of items':
      return mapItems(value, () => new Error('This item is faulty.'));
    case 'null':
      return mapItems(value, () => null);
    case 'wrong type':
      return mapItems(value, (item) =>
        isInstance(item) ? new Error('Not an object.') : wrongLeaf(namedType(type)),
      );
    case 'unknown enum value':
      return mapItems(value, () => 'NOBODY_KNOWS');
  }
}

/** A subgraph's data with a fault that its own schema would not let through. */
export function corrupt(
  { kind, field }: FieldFault,
  query: string,
  data: unknown,
  onHit: () => void,
): unknown {
  const fragments = new Map<string, readonly SelectionNode[]>();
  const { definitions } = parse(query);
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet.selections);
    }
  }
  const [operation] = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const copy = structuredClone(data);
  const done = new Map<object, Set<string>>();
  spoil(operation!.selectionSet.selections, copy);
  return copy;

  function spoil(selections: readonly SelectionNode[], value: unknown): void {
    if (Array.isArray(value)) for (const item of value) spoil(selections, item);
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return;
    const object = value as Record<string, unknown>;
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) spoil(selection.selectionSet.selections, object);
      if (selection.kind === Kind.FRAGMENT_SPREAD) spoil(fragments.get(selection.name.value)!, object);
      if (selection.kind !== Kind.FIELD) continue;
      const key = selection.alias?.value ?? selection.name.value;
      if (selection.name.value === field) spoilField(object, key);
      else if (selection.selectionSet) spoil(selection.selectionSet.selections, object[key]);
    }
  }

  function spoilField(object: Record<string, unknown>, key: string): void {
    const keys = done.get(object) ?? new Set();
    if (keys.has(key) || !Object.hasOwn(object, key)) return;
    done.set(object, keys.add(key));
    onHit();
    if (kind === 'absent') delete object[key];
    else object[key] = mapItems(object[key], wrongItem);
  }

  function wrongItem(item: unknown): unknown {
    if (kind === 'null') return null;
    if (kind === 'unknown enum value') return 'NOBODY_KNOWS';
    return typeof item === 'object' || typeof item === 'number' || typeof item === 'boolean'
      ? 'wrong'
      : { wrong: 1 };
  }
}

function mapItems(value: unknown, map: (item: unknown) => unknown): unknown {
  if (value === null || value === undefined) return value;
  return Array.isArray(value) ? value.map((item) => mapItems(item, map)) : map(value);
}

function isInstance(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'n' in value;
}

function wrongLeaf(scalar: string): unknown {
  return scalar === 'String' || scalar === 'ID' ? { wrong: 1 } : 'wrong';
}
