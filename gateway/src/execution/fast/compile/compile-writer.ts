import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isNonNullType,
} from 'graphql';
import { type SelectedField, type SelectedFields, type Selections } from '../../compile/selection';
import { type Composite } from '../layout';
import { type ReadText, writeRows } from '../read';
import { byLayout } from './by-layout';
import { NotCompiled } from './not-compiled';
import { type Place, type Source } from './place';
import { type Piece, rowWriter } from './row-writer';

/** Compiles what the client selects on objects of one place. */
export class WriterCompiler {
  constructor(
    private readonly apiSchema: GraphQLSchema,
    private readonly selections: Selections,
  ) {}

  /** @throws NotCompiled */
  object(place: Place, { fields, isDecided }: SelectedFields): ReadText {
    if (!isDecided) throw new NotCompiled('A type is not known.');
    const pieces: Piece[] = [];
    let next = 0;
    while (next < fields.length) {
      const comma = next === 0 ? '' : ',';
      const run = runAt(place, fields, next);
      const piece = runPiece(run, comma);
      pieces.push(piece ?? this.#piece(place, fields[next]!, comma));
      if (piece) need(fields.slice(next, next + run.length), run);
      next += piece ? run.length : 1;
    }
    return rowWriter(pieces);
  }

  #piece(place: Place, field: SelectedField, comma: string): Piece {
    const key = `${comma}${JSON.stringify(field.responseKey)}:`;
    if (field.refusal) throw new NotCompiled('A field is refused.');
    if (field.type === undefined) {
      if (field.name !== '__typename') throw new NotCompiled('It asks for the schema.');
      if (isAbstractType(this.apiSchema.getType(place.type))) throw new NotCompiled('A type is not known.');
      return constant(`${key}${JSON.stringify(place.type)}`);
    }
    const sources = place.sources(field.dataKey);
    const source = sources.at(-1);
    if (!source) throw new NotCompiled(`Nobody answers "${field.responseKey}".`);
    need([field], [source]);
    if (source.field.composite) return this.#composite(place, field, sources, key);
    if (sources.length > 1) throw new NotCompiled(`Several answers hold "${field.responseKey}".`);
    const cell = source.layout.cellOf(source.field);
    return { lead: key, link: source.link?.cell ?? 0, cell, write: undefined, otherwise: `${key}null` };
  }

  #composite(place: Place, field: SelectedField, sources: readonly Source[], key: string): Piece {
    const [source] = sources;
    const below = source && sources.length === 1 ? place.below(source) : undefined;
    if (!source || !below) throw new NotCompiled(`Several answers hold "${field.responseKey}".`);
    const write = byLayout(below, (inner) => {
      const type = this.apiSchema.getType(inner.type);
      if (!isCompositeType(type)) throw new NotCompiled(`${inner.type} is not public.`);
      return this.object(inner, this.selections.below(field, type as GraphQLCompositeType));
    });
    const cell = source.layout.cellOf(source.field);
    const writeAll = rowsWriter(below.composite, write);
    return { lead: key, link: source.link?.cell ?? 0, cell, write: writeAll, otherwise: `${key}null` };
  }
}

/** Apart, for a closure holds on to all that closures beside it use, and a program is kept. */
function rowsWriter(composite: Composite, write: ReadText): (value: unknown) => string {
  return (value) => writeRows(value, composite, write);
}

/** Leaves from here on that stand side by side in one answer, under the client's own keys. */
function runAt(place: Place, fields: readonly SelectedField[], start: number): readonly Source[] {
  const run: Source[] = [];
  for (const field of fields.slice(start)) {
    const sources = field.type && !field.refusal ? place.sources(field.dataKey) : [];
    const [source] = sources;
    const previous = run.at(-1);
    const isNext =
      source?.field.leaf !== undefined &&
      sources.length === 1 &&
      source.field.key === field.responseKey &&
      (!previous || (source.link === previous.link && source.field.index === previous.field.index + 1));
    if (!isNext) break;
    run.push(source);
  }
  return run;
}

/** Several leaves as one; `undefined` when they cannot be handed on so. */
function runPiece(run: readonly Source[], comma: string): Piece | undefined {
  const [first] = run;
  const last = run.at(-1);
  if (!first || !last || first === last) return undefined;
  const cell = first.layout.runOf(first.field, last.field);
  if (cell === undefined) return undefined;
  const nulls = run.map(({ field: { key } }) => `${JSON.stringify(key)}:null`).join(',');
  return { lead: comma, link: first.link?.cell ?? 0, cell, write: undefined, otherwise: comma + nulls };
}

/** Notes which answers must be there. */
function need(fields: readonly SelectedField[], sources: readonly Source[]): void {
  sources.forEach(({ link }, index) => {
    if (link && isNonNullType(fields[index]?.type)) link.isNeeded = true;
  });
}

function constant(lead: string): Piece {
  return { lead, link: 0, cell: 0, write: undefined, otherwise: lead };
}
