import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { type Resolvers } from '../../support/fixture-graph';
import { type Feature, featuresOfField, featuresOfKey } from '../check/features';
import { parseFieldSet } from '../model/field-set';
import { type CompositeModel, type FieldModel, isComposite, type Model } from '../model/model';
import { canonical } from './canonical';
import { leadsToRoot, rootName } from './root-again';
import { type Instance, requiredValue, type World } from './world';

/** An object as a subgraph holds it. */
interface Held extends Instance {
  /** What the gateway told of it. */
  readonly given?: Given;
  /** External fields that may be asked of it all the same. */
  readonly provided?: SelectionSetNode | undefined;
}

type Given = Readonly<Record<string, unknown>>;

/** What a subgraph is asked that it cannot answer, and the features that it answers with. */
export interface Witness {
  saw(feature: Feature): void;
  /** A field set that was required of a type. */
  required(type: string, fields: string): void;
  complain(complaint: string): void;
}

/**
 * Resolvers of one subgraph. They are stricter than those of real ones: a representation must be of one object, what is
 * required must be there, and what is external or has moved away must not be asked for.
 */
export function resolversOf(model: Model, world: World, subgraph: string, witness: Witness): Resolvers {
  const resolvers: Record<string, Record<string, unknown>> = {};
  for (const type of model.types) {
    if (!(subgraph in type.in)) continue;
    if (type.kind === 'union' || type.kind === 'interface') {
      resolvers[type.name] = { __resolveType: ({ type: name }: Held) => name };
    }
    if (isComposite(type)) Object.assign((resolvers[type.name] ??= {}), compositeResolvers(type));
    if (type.name === 'Query') resolvers[rootName(subgraph)] = resolvers.Query!;
    if (isComposite(type) && type.in[subgraph]?.interfaceObject) delete resolvers[type.name]!.__resolveType;
  }
  if (!leadsToRoot(model, subgraph)) delete resolvers[rootName(subgraph)];
  return resolvers as Resolvers;

  function compositeResolvers(type: CompositeModel): Record<string, unknown> {
    const placement = type.in[subgraph]!;
    const own: Record<string, unknown> = {};
    const hasKeys = placement.keys.some(({ resolvable }) => resolvable !== false);
    if (hasKeys)
      own.__resolveReference = (given: Given) => Promise.resolve().then(() => referred(type, given));
    if (type.kind === 'interface' && !placement.interfaceObject) return own;
    for (const field of type.fields) {
      if (field.in[subgraph]) own[field.name] = fieldResolver(type, field);
    }
    return own;
  }

  function fieldResolver(type: CompositeModel, field: FieldModel) {
    const placement = field.in[subgraph]!;
    const features = featuresOfField(model, type, field, subgraph);
    const requires = placement.requires === undefined ? undefined : parseFieldSet(placement.requires);
    const provides = placement.provides === undefined ? undefined : parseFieldSet(placement.provides);
    return (parent: Held | undefined, args: Readonly<Record<string, unknown>>): unknown => {
      const held = parent ?? { type: type.name, n: 0 };
      const below = held.provided && fieldOf(held.provided, field.name);
      if (placement.external && !below) refuse(`${type.name}.${field.name} is external`);
      if (placement.overridden === 'wholly') refuse(`${type.name}.${field.name} has moved away`);
      if (placement.external) witness.saw('@provides');
      features.forEach((feature) => witness.saw(feature));
      if (type.name === 'Mutation') world.mutations += 1;
      if (requires) {
        if (!held.given) return refuse(`${type.name}.${field.name} is asked without what it requires`);
        const { given } = held;
        witness.required(type.name, placement.requires!);
        return world.distort(field, () =>
          requiredValue(field, picked(requires, given, `${type.name}.${field.name}`), args),
        );
      }
      return provided(world.value(held, field, args), provides ?? below?.selectionSet);
    };
  }

  function provided(value: unknown, provides: SelectionSetNode | undefined): unknown {
    if (Array.isArray(value)) return value.map((item) => provided(item, provides));
    return typeof value === 'object' && value !== null && 'n' in value
      ? { ...value, provided: provides }
      : value;
  }

  function referred(type: CompositeModel, given: Given): Held {
    for (const key of type.in[subgraph]!.keys) {
      const fields = parseFieldSet(key.fields);
      if (key.resolvable === false || !covers(fields, given)) continue;
      const wanted = canonical(pick(fields, given));
      const found = world
        .instances(type.name)
        .find((each) => canonical(world.required(each, fields)) === wanted);
      if (!found) return refuse(`no ${type.name} is ${wanted}`);
      const others = type.in[subgraph]!.keys.map((each) => parseFieldSet(each.fields));
      for (const other of others.filter((each) => covers(each, given))) {
        if (canonical(pick(other, given)) !== canonical(world.required(found, other))) {
          refuse(`these are keys of several: ${canonical(given)}`);
        }
      }
      featuresOfKey(model, type, key, subgraph).forEach((feature) => witness.saw(feature));
      return { ...found, given };
    }
    return refuse(`no key of ${type.name} is in ${canonical(given)}`);
  }

  function picked(fields: SelectionSetNode, given: Given, place: string): Given {
    if (!covers(fields, given)) refuse(`${place} lacks what it requires in ${canonical(given)}`);
    return pick(fields, given);
  }

  function refuse(complaint: string): never {
    witness.complain(`${subgraph}: ${complaint}`);
    throw new Error(complaint);
  }
}

/** The part of a representation that a field set names. */
function pick({ selections }: SelectionSetNode, given: Given): Given {
  const part: Record<string, unknown> = {};
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) Object.assign(part, pick(selection.selectionSet, given));
    if (selection.kind !== Kind.FIELD || !Object.hasOwn(given, selection.name.value)) continue;
    part[selection.name.value] = pickBelow(selection.selectionSet, given[selection.name.value]);
  }
  return part;
}

function pickBelow(selectionSet: SelectionSetNode | undefined, value: unknown): unknown {
  if (!selectionSet || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => pickBelow(selectionSet, item));
  return pick(selectionSet, value as Given);
}

/** Whether all fields outside of fragments are there, at the top. */
function covers({ selections }: SelectionSetNode, given: Given): boolean {
  return selections.every(
    (selection) => selection.kind !== Kind.FIELD || Object.hasOwn(given, selection.name.value),
  );
}

function fieldOf({ selections }: SelectionSetNode, name: string): FieldNode | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD && selection.name.value === name) return selection;
    const below = selection.kind === Kind.INLINE_FRAGMENT ? fieldOf(selection.selectionSet, name) : undefined;
    if (below) return below;
  }
  return undefined;
}
