import { type GraphQLCompositeType, type GraphQLSchema, isCompositeType } from 'graphql';
import { type SelectedFields, type Selections } from '../../compile/selection';
import { type Price, type Pricing, resolved } from '../../pricing';
import { type Composite, type Layout, type Row } from '../layout';
import { eachRow, ownerOf } from '../read';
import { foreseen } from './foreseen';
import { type Place } from './place';

/** What an object costs with all that is inside, by its row. */
export type CountRow = (row: Row, variables: Readonly<Record<string, unknown>>) => number;

/** Objects inside an object. */
interface Inner {
  /** Cell of the row that holds the value; 0 for the object's own row. */
  readonly link: number;
  readonly cell: number;
  readonly composite: Composite;
  readonly counters: ReadonlyMap<Layout, CountRow>;
}

/** Compiles what answers cost, after their writer: it counts what that writes. */
export class CounterCompiler {
  constructor(
    private readonly apiSchema: GraphQLSchema,
    private readonly selections: Selections,
    private readonly pricing: Pricing,
  ) {}

  object(place: Place, { fields }: SelectedFields): CountRow {
    const type = this.apiSchema.getType(place.type);
    const own = isCompositeType(type) ? this.pricing.priceOf(type, fields) : 0;
    const inner = fields.flatMap((field): Inner[] => {
      const [source] = field.type ? place.sources(field.dataKey) : [];
      const below = source && place.below(source);
      if (!below) return [];
      const counters = new Map<Layout, CountRow>();
      for (const each of foreseen(below.places.values())) {
        const eachType = this.apiSchema.getType(each.type) as GraphQLCompositeType;
        counters.set(each.layout, this.object(each, this.selections.below(field, eachType)));
      }
      const cell = source.layout.cellOf(source.field);
      return [{ link: source.link?.cell ?? 0, cell, composite: below.composite, counters }];
    });
    return rowCounter(own, inner);
  }
}

/** Apart, for a closure holds on to all that closures beside it use, and a program is kept. */
function rowCounter(own: Price, inner: readonly Inner[]): CountRow {
  return (row, variables) => {
    let total = resolved(own, variables);
    for (const { link, cell, composite, counters } of inner) {
      const owner = ownerOf(row, link);
      if (owner === null) continue;
      eachRow(
        owner[cell],
        composite,
        (each, context) => void (total += counters.get(each[0] as Layout)?.(each, context) ?? 0),
        variables,
      );
    }
    return total;
  };
}
