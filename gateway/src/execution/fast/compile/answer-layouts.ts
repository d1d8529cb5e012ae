import {
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isNonNullType,
} from 'graphql';
import { type SelectedField, type SelectedFields, type Selections } from '../../compile/selection';
import { type Composite, Layout, LayoutField, newComposite, newLeaf } from '../layout';
import { bytesOf } from '../bytes';
import { leafOf } from './leaf-of';
import { NotCompiled } from './not-compiled';

/** Layouts of one operation, at most: interfaces with many types inside each other multiply. */
const mostLayouts = 1_000;

export interface LayoutSchemas {
  /** The supergraph's own schema. */
  readonly schema: GraphQLSchema;
  readonly apiSchema: GraphQLSchema;
}

/** Foresees how the answer to one subgraph operation is laid out. */
export class AnswerLayouts {
  #count = 0;

  /** @param interfaceObjects interfaces that the subgraph knows as object types */
  constructor(
    private readonly schemas: LayoutSchemas,
    private readonly selections: Selections,
    private readonly interfaceObjects: ReadonlySet<string>,
  ) {}

  /** @throws NotCompiled */
  layout(typeName: string, { fields }: SelectedFields): Layout {
    this.#count += 1;
    if (this.#count > mostLayouts) throw new NotCompiled('It has too many types inside each other.');
    const layout = new Layout(typeName);
    // Clients must not see objects of hidden types.
    layout.isForeseen = this.schemas.apiSchema.getType(typeName) !== undefined;
    for (const field of fields) layout.fields.push(this.#field(layout, field));
    return layout;
  }

  #field(layout: Layout, selected: SelectedField): LayoutField {
    const key = selected.responseKey;
    const index = layout.fields.length;
    if (selected.name === '__typename') {
      if (isAbstractType(this.schemas.schema.getType(layout.type))) {
        throw new NotCompiled(`The subgraph does not say the types of ${layout.type}.`);
      }
      const text = bytesOf(JSON.stringify(layout.type));
      return new LayoutField(key, index, newLeaf('constant', false, { text }), undefined);
    }
    const { type } = selected;
    if (!type) throw new NotCompiled(`${layout.type}.${selected.name} is not in the supergraph.`);
    const hasFields = selected.nodes.some(({ selectionSet }) => selectionSet !== undefined);
    return hasFields
      ? new LayoutField(key, index, undefined, this.#composite(type, selected))
      : new LayoutField(key, index, leafOf(type, this.schemas.apiSchema), undefined);
  }

  #composite(type: GraphQLOutputType, selected: SelectedField): Composite {
    const isNullable = !isNonNullType(type);
    const nullable = getNullableType(type);
    if (isListType(nullable))
      return newComposite(isNullable, { item: this.#composite(nullable.ofType, selected) });
    const composite = nullable as GraphQLCompositeType;
    if (this.interfaceObjects.has(composite.name)) {
      throw new NotCompiled(`The subgraph does not know the types of ${composite.name}.`);
    }
    if (!isAbstractType(composite)) {
      const only = this.layout(composite.name, this.selections.below(selected, composite));
      return newComposite(isNullable, { only, layouts: new Map([[composite.name, only]]) });
    }
    const whole = this.selections.below(selected, composite);
    // Nobody asks for its type, and it has the same fields whichever it is.
    if (whole.isDecided && !whole.fields.some(({ name }) => name === '__typename')) {
      const only = this.layout(composite.name, whole);
      return newComposite(isNullable, { only, layouts: new Map([[composite.name, only]]) });
    }
    const layouts = new Map<string, Layout>();
    for (const possible of this.schemas.schema.getPossibleTypes(composite)) {
      const below = this.selections.below(selected, possible);
      if (!below.fields.some(({ responseKey }) => responseKey === '__typename')) {
        throw new NotCompiled(`The types of ${composite.name} are not asked for.`);
      }
      layouts.set(possible.name, this.layout(possible.name, below));
    }
    return newComposite(isNullable, { layouts });
  }
}
