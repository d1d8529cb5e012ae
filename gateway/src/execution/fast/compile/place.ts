import { type Composite, type Layout, type LayoutField } from '../layout';

/** Another answer for the same objects. */
export interface Link {
  /** Cell of an object's own row; `null` in it says that the other subgraph does not know the object. */
  readonly cell: number;
  readonly layout: Layout;
  /** Whether a field that is never null depends on it. */
  isNeeded: boolean;
}

/** Where a value of an object is found. */
export interface Source {
  /** `undefined` for its own row. */
  readonly link: Link | undefined;
  readonly layout: Layout;
  readonly field: LayoutField;
}

/** Objects inside an object. */
export interface Below {
  readonly source: Source;
  readonly composite: Composite;
  /** By layout of their own rows, as they were answered first. */
  readonly places: ReadonlyMap<Layout, Place>;
}

/** Objects of one type at one path of the merged data, whichever answers their fields come from. */
export class Place {
  readonly #links: Link[] = [];
  readonly #below = new Map<LayoutField, Below>();

  /** @param layout of their own rows */
  constructor(readonly layout: Layout) {}

  get type(): string {
    return this.layout.type;
  }

  /** From here on, fields of that answer are found. */
  add(link: Link): void {
    this.#links.push(link);
  }

  /** All answers that hold a field, in the order in which they are there. */
  sources(key: string): readonly Source[] {
    const own = this.layout.field(key);
    const sources: Source[] = own ? [{ link: undefined, layout: this.layout, field: own }] : [];
    for (const link of this.#links) {
      const field = link.layout.field(key);
      if (field) sources.push({ link, layout: link.layout, field });
    }
    return sources;
  }

  /** The objects in one field of one answer. */
  below(source: Source): Below | undefined {
    const { composite } = source.field;
    if (!composite) return undefined;
    const known = this.#below.get(source.field);
    if (known) return known;
    let innermost = composite;
    while (innermost.item) innermost = innermost.item;
    const layouts = [...innermost.layouts.values()];
    const places = new Map(layouts.map((layout) => [layout, new Place(layout)]));
    const below = { source, composite, places };
    this.#below.set(source.field, below);
    return below;
  }
}
