import {
  type CompositeModel,
  type FieldModel,
  isComposite,
  type KeyModel,
  type Model,
  namedType,
} from '../model/model';

/** What each operation of a run is searched for. */
export const features = [
  'one of several keys',
  'compound key',
  'nested key',
  'key of an interface',
  'unresolvable key',
  '@requires',
  '@requires of nested fields',
  '@requires with arguments',
  '@requires with fragments',
  'one field required with several arguments',
  '@provides',
  '@shareable field',
  '@shareable type',
  '@override',
  'progressive @override',
  '@interfaceObject',
  'interface',
  'union',
  'union of other members elsewhere',
  'enum of other values elsewhere',
  'input of other fields elsewhere',
  '@inaccessible field',
  '@inaccessible type',
  '@inaccessible enum value',
  'custom scalar',
  'list of lists',
  '@oneOf input',
  'default of an argument',
  'entity in a mutation',
  'query in a payload',
  'other nullability elsewhere',
  // These are seen in the operation's text.
  '__typename',
  'aliased __typename',
  'alias like another field',
  'named fragment',
  'inline fragment',
  'nested fragments',
  'fragment on an interface',
  '@skip',
  '@include',
  'condition by literal',
  'condition by variable',
  'several mutations',
  'one field with several arguments',
  'variable',
  'variable in an input object',
] as const;

export type Feature = (typeof features)[number];

/** Features that a subgraph uses when it answers a field. */
export function featuresOfField(
  model: Model,
  type: CompositeModel,
  field: FieldModel,
  subgraph: string,
): readonly Feature[] {
  const placement = field.in[subgraph]!;
  const found: Feature[] = [];
  const named = model.types.find(({ name }) => name === namedType(field.type));
  const { requires } = placement;
  if (requires !== undefined) {
    found.push('@requires');
    if (requires.includes('{')) found.push('@requires of nested fields');
    if (requires.includes('(')) found.push('@requires with arguments');
    if (requires.includes('...')) found.push('@requires with fragments');
  }
  if (placement.shareable)
    found.push(type.in[subgraph]!.keys.length > 0 ? '@shareable field' : '@shareable type');
  if (placement.override) found.push(placement.override.label ? 'progressive @override' : '@override');
  if (placement.overridden === 'partly') found.push('progressive @override');
  if (type.in[subgraph]!.interfaceObject) found.push('@interfaceObject');
  if (field.hidden) found.push('@inaccessible field');
  if (field.type.includes('[[')) found.push('list of lists');
  if (field.rule === 'root') found.push('query in a payload');
  if (placement.type !== undefined) found.push('other nullability elsewhere');
  if (Object.values(field.in).some((each) => each.type !== undefined))
    found.push('other nullability elsewhere');
  if (named?.kind === 'interface' || named?.kind === 'union') {
    found.push(named.kind);
    const isHidden = (name: string): boolean =>
      model.types.some((each) => isComposite(each) && each.name === name && each.hidden === true);
    const members = named.kind === 'union' ? Object.values(named.in).flat() : [];
    const implementing = model.types
      .filter(isComposite)
      .filter((each) => Object.values(each.in).some((at) => at.implements.includes(named.name)));
    if (members.some(isHidden) || implementing.some(({ hidden }) => hidden)) found.push('@inaccessible type');
    if (named.kind === 'union' && differs(named.in)) found.push('union of other members elsewhere');
  }
  if (named?.kind === 'enum') {
    if (differs(named.in)) found.push('enum of other values elsewhere');
    if (named.hiddenValues.length > 0) found.push('@inaccessible enum value');
  }
  if (named?.kind === 'scalar') found.push('custom scalar');
  if (named?.kind === 'type' && named.in[subgraph]!.keys.length > 0) {
    if (named.in[subgraph]!.keys.every(({ resolvable }) => resolvable === false))
      found.push('unresolvable key');
    if (type.name.endsWith('Payload')) found.push('entity in a mutation');
  }
  for (const arg of field.args) {
    if (arg.default !== undefined) found.push('default of an argument');
    const of = model.types.find(({ name }) => name === namedType(arg.type));
    if (of?.kind === 'input' && of.oneOf) found.push('@oneOf input');
    if (of?.kind === 'input' && differs(of.in)) found.push('input of other fields elsewhere');
    if (of?.kind === 'enum' && differs(of.in)) found.push('enum of other values elsewhere');
  }
  return [...new Set(found)];
}

/** Features that a subgraph uses when it finds an object by a key. */
export function featuresOfKey(
  _model: Model,
  type: CompositeModel,
  key: KeyModel,
  subgraph: string,
): readonly Feature[] {
  const found: Feature[] = [];
  const keys = new Set(
    Object.values(type.in).flatMap((placement) => placement.keys.map(({ fields }) => fields)),
  );
  if (keys.size > 1) found.push('one of several keys');
  if (/\w [^{]*\w/.test(key.fields) && !key.fields.includes('{')) found.push('compound key');
  if (key.fields.includes('{')) found.push('nested key');
  if (type.kind === 'interface') found.push('key of an interface');
  if (type.in[subgraph]!.interfaceObject) found.push('@interfaceObject');
  return found;
}

function differs(places: Readonly<Record<string, readonly unknown[]>>): boolean {
  return new Set(Object.values(places).map((each) => JSON.stringify(each))).size > 1;
}
