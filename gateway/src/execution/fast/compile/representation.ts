import { type GraphQLSchema } from 'graphql';
import { type RequiredEntity, type RequiredField, type Requirement } from '../../../plan/query-plan';
import { isNamedOrSubtype } from '../../select/type-condition';
import { deviate } from '../deviation';
import { type Representation } from '../gather/asked-entities';
import { reprinterOf } from './reprint';
import { type Composite, type Row } from '../layout';
import { ownerOf, type ReadText, writeRows } from '../read';
import { NotCompiled } from './not-compiled';
import { type Place, type Source } from './place';
import { byLayout } from './by-layout';

export interface CompiledRepresentation extends Omit<Representation, 'group'> {
  /** Its JSON without what differs between objects. */
  readonly shape: string;
  /** The `__typename` that is sent. */
  readonly typeName: string;
}

/** A key with its quotes and colon, and what follows it; a constant value is part of the key. */
type Part = readonly [string, ReadText | undefined];

/**
 * Compiles what `select/representation.ts` does for a known type.
 * @returns `undefined` when objects of this type are not asked for.
 * @throws NotCompiled
 */
export function compileRepresentation(
  place: Place,
  requires: readonly RequiredEntity[],
  schema: GraphQLSchema,
): CompiledRepresentation | undefined {
  const is = (typeName: string) => isNamedOrSubtype(place.type, typeName, schema);
  const exact = requires.filter(({ typeCondition }) => is(typeCondition));
  const fragments =
    exact.length > 0
      ? exact
      : requires.filter(({ interfaceObject }) => interfaceObject !== undefined && is(interfaceObject));
  if (fragments.length === 0) return undefined;
  const typeName = fragments.find(({ interfaceObject }) => interfaceObject)?.interfaceObject ?? place.type;
  const selections = fragments.flatMap((fragment) => fragment.selections);
  const parts = compileParts(place, selections, typeName, schema);
  const shape = parts.map(([key]) => key).join(',');
  const reads = parts.flatMap(([, read]) => read ?? []);
  const represent = writeObject(parts);
  return { typeName, shape, represent, identify: reads.length === 1 ? reads[0]! : represent };
}

function compileParts(
  place: Place,
  selections: readonly Requirement[],
  typeName: string,
  schema: GraphQLSchema,
): readonly Part[] {
  const fields = requiredFields(place, selections, schema);
  return [...fields.values()].map((field): Part => {
    const key = `${JSON.stringify(field.as)}:`;
    if (field.key !== '__typename') return [key, compileField(place, field, schema)];
    if (place.sources('__typename').length === 0) throw new NotCompiled('A type is not asked for.');
    return [key + JSON.stringify(typeName), undefined];
  });
}

/** All that is constant between two values is one text. */
function writeObject(parts: readonly Part[]): ReadText {
  const steps: (readonly [string, ReadText])[] = [];
  let lead = '{';
  for (const [index, [key, read]] of parts.entries()) {
    lead += index === 0 ? key : `,${key}`;
    if (!read) continue;
    steps.push([lead, read]);
    lead = '';
  }
  return writeSteps(steps, `${lead}}`);
}

function writeSteps(steps: readonly (readonly [string, ReadText])[], end: string): ReadText {
  return (row) => {
    let text = '';
    for (const [lead, read] of steps) text += lead + read(row);
    return text + end;
  };
}

function requiredFields(
  place: Place,
  selections: readonly Requirement[],
  schema: GraphQLSchema,
): ReadonlyMap<string, RequiredField> {
  const fields = new Map<string, RequiredField>();
  const collect = (requirement: Requirement) => {
    if (requirement.kind === 'fragment') {
      if (isNamedOrSubtype(place.type, requirement.typeCondition, schema)) {
        requirement.selections.forEach(collect);
      }
      return;
    }
    const known = fields.get(requirement.as);
    if (!known) fields.set(requirement.as, requirement);
    else if (known.key !== requirement.key || known.selections.length + requirement.selections.length > 0) {
      throw new NotCompiled(`"${requirement.as}" is required twice.`);
    }
  };
  selections.forEach(collect);
  return fields;
}

function compileField(place: Place, { key, selections }: RequiredField, schema: GraphQLSchema): ReadText {
  const sources = place.sources(key);
  const [source] = sources;
  if (!source) throw new NotCompiled(`What is required, "${key}", is not there.`);
  if (selections.length === 0) return compileLeaf(sources);
  const below = sources.length === 1 ? place.below(source) : undefined;
  if (!below) throw new NotCompiled(`What is required, "${key}", is of another shape.`);
  const write = byLayout(below, (inner) => writeObject(compileParts(inner, selections, inner.type, schema)));
  const link = source.link?.cell ?? 0;
  const cell = source.layout.cellOf(source.field);
  return readBelow(link, cell, below.composite, write);
}

/** Apart, for a closure holds on to all that closures beside it use, and a program is kept. */
function readBelow(link: number, cell: number, composite: Composite, write: ReadText): ReadText {
  return (row) => writeRows((ownerOf(row, link) ?? deviate())[cell], composite, write);
}

/** Where several answers hold a value, the last one that is not null counts. */
function compileLeaf(sources: readonly Source[]): ReadText {
  const [last, ...others] = [...sources].reverse().map(compileSource);
  if (others.length === 0) return last!;
  return (row) => {
    const text = last!(row);
    return text === 'null' ? deviate() : text;
  };
}

function compileSource({ link, layout, field }: Source): ReadText {
  if (!field.leaf) throw new NotCompiled(`What is required, "${field.key}", is of another shape.`);
  const cell = layout.cellOf(field);
  const reprint = reprinterOf(field.leaf);
  const own: ReadText = reprint ? (row) => reprint(row[cell] as string) : (row) => row[cell] as string;
  return link ? (row) => own((row[link.cell] as Row | null) ?? deviate()) : own;
}
