import { bytesOf } from './bytes';

/**
 * One object of a subgraph's answer. Cell 0 is its {@link Layout}, the others are what the layout reserved them for:
 * texts of leaves, rows of objects, lists of rows, and the rows of other subgraphs' answers for the same entity.
 */
export type Row = unknown[];

/** How a leaf is checked while it is passed over. */
export type LeafKind = 'string' | 'int' | 'float' | 'boolean' | 'enum' | 'any' | 'constant' | 'list';

/** A value that is not looked into, lists of such values included. */
export interface Leaf {
  readonly kind: LeafKind;
  readonly isNullable: boolean;
  /** Of an enum: its values as JSON texts. */
  readonly values: ReadonlySet<string> | undefined;
  /** Of a constant: the only text that it may have. */
  readonly text: Uint8Array | undefined;
  /** Of a list. */
  readonly item: Leaf | undefined;
}

/** An object, or lists of objects. */
export interface Composite {
  readonly isNullable: boolean;
  /** Of a list. */
  readonly item: Composite | undefined;
  /** Of an object, by the name of its type. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** The layout of an object whose type leaves no choice; it need not say its type. */
  readonly only: Layout | undefined;
}

/** All leaves have all of their fields, so that V8 reads those of any kind in the same way. */
export function newLeaf(
  kind: LeafKind,
  isNullable: boolean,
  { values, text, item }: Partial<Leaf> = {},
): Leaf {
  return { kind, isNullable, values, text, item };
}

/** All composites have all of their fields, for the same reason. */
export function newComposite(
  isNullable: boolean,
  { item, layouts = new Map<string, Layout>(), only }: Partial<Composite>,
): Composite {
  return { isNullable, item, layouts, only };
}

/** A field as it stands in an answer. */
export class LayoutField {
  /** All bytes between the value before and its own: `,"key":`, or `{"key":` of the first. */
  readonly lead: Uint8Array;
  /** Cell for the value; 0 when nobody asked for it. */
  cell = 0;
  /** Whether a run begins here: leaves side by side that are handed on as one text, keys included. */
  startsRun = false;
  /** Cell for the run that ends here; 0 when none does. */
  runCell = 0;

  /** @param index its place among the fields of its layout */
  constructor(
    readonly key: string,
    readonly index: number,
    readonly leaf: Leaf | undefined,
    readonly composite: Composite | undefined,
  ) {
    this.lead = bytesOf(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:`);
  }
}

/** What objects of one type hold at one place of an answer, in the order of their fields (GraphQL specification, 7.2.2). */
export class Layout {
  readonly fields: LayoutField[] = [];
  readonly #blank: unknown[] = [this];
  readonly #runs = new Map<LayoutField, LayoutField>();

  /** Whether an object of this type may come; if one does nevertheless, it is looked at with care. */
  isForeseen = true;

  constructor(readonly type: string) {}

  field(key: string): LayoutField | undefined {
    return this.fields.find((field) => field.key === key);
  }

  newRow(): Row {
    return this.#blank.slice();
  }

  /** Makes room for one more cell in each row. */
  reserve(): number {
    return this.#blank.push(undefined) - 1;
  }

  /** The cell in which a field's value will stand. */
  cellOf(field: LayoutField): number {
    return (field.cell ||= this.reserve());
  }

  /** The cell in which the text of a run will stand; `undefined` when it would overlap with another. */
  runOf(first: LayoutField, last: LayoutField): number | undefined {
    for (const [from, to] of this.#runs) {
      const isSame = from === first && to === last;
      if (!isSame && from.index <= last.index && first.index <= to.index) return undefined;
    }
    this.#runs.set(first, last);
    first.startsRun = true;
    return (last.runCell ||= this.reserve());
  }
}
