import { type GraphQLSchema } from 'graphql';
import { type FlattenPath } from '../../../plan/query-plan';
import { isNamedOrSubtype } from '../../select/type-condition';
import { type AskedEntities, type EntityEnd } from '../gather/asked-entities';
import { type Composite, type Layout, type Row } from '../layout';
import { eachRow, ownerOf } from '../read';
import { attempt, foreseen } from './foreseen';
import { NotCompiled } from './not-compiled';
import { type Place } from './place';

/** Finds the objects below a row, and notes what is to be asked for them. */
export type Walk = (row: Row, asked: AskedEntities) => void;

/**
 * Compiles what `select/select-objects.ts` does.
 * @param endAt what is asked for objects at the end of the path; `undefined` for none of that type.
 * @returns `undefined` when nothing can be there.
 * @throws NotCompiled
 */
export function compileWalk(
  place: Place,
  path: FlattenPath,
  schema: GraphQLSchema,
  endAt: (place: Place) => EntityEnd | undefined,
): Walk | undefined {
  const [step, ...rest] = path;
  if (!step) {
    const end = endAt(place);
    return end && walkEnd(end);
  }
  if (step.kind === 'list') return compileWalk(place, rest, schema, endAt);
  if (step.kind === 'types') {
    const isAmong = step.types.some((name) => isNamedOrSubtype(place.type, name, schema));
    if (isAmong) return compileWalk(place, rest, schema, endAt);
    if (place.sources('__typename').length === 0) throw new NotCompiled('A type is not asked for.');
    return undefined;
  }
  const sources = place.sources(step.key);
  const [source] = sources;
  if (!source) return undefined;
  const below = sources.length === 1 ? place.below(source) : undefined;
  if (!below) throw new NotCompiled(`"${step.key}" comes from several answers.`);
  const walks = new Map<Layout, Walk>();
  for (const inner of foreseen(below.places.values())) {
    attempt(inner, below.places.size, () => {
      const walk = compileWalk(inner, rest, schema, endAt);
      if (walk) walks.set(inner.layout, walk);
    });
  }
  if (walks.size === 0) return undefined;
  const link = source.link?.cell ?? 0;
  const cell = source.layout.cellOf(source.field);
  const [only] = walks.values();
  const visit: Walk = only && below.places.size === 1 ? only : walkAmong(walks);
  return walkField(link, cell, below.composite, visit);
}

// Each apart, for a closure holds on to all that closures beside it use, and a program is kept.

function walkEnd(end: EntityEnd): Walk {
  return (row, asked) => asked.add(row, end);
}

function walkAmong(walks: ReadonlyMap<Layout, Walk>): Walk {
  return (row, asked) => walks.get(row[0] as Layout)?.(row, asked);
}

function walkField(link: number, cell: number, composite: Composite, visit: Walk): Walk {
  return (row, asked) => {
    const owner = ownerOf(row, link);
    // What a subgraph does not know has nothing below it.
    if (owner) eachRow(owner[cell], composite, visit, asked);
  };
}
