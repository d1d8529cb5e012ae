import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * Interfaces and unions with members that are `@inaccessible`. An object of such a type must say its name, also where
 * the client does not ask for it: else one that nobody may see looks like any other.
 */
export class HidingTypes {
  readonly #names = new Set<string>();

  /** @param schema the supergraph's own */
  constructor(
    private readonly schema: GraphQLSchema,
    apiSchema: GraphQLSchema,
  ) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isAbstractType(type)) continue;
      const isHidden = ({ name }: { readonly name: string }): boolean => !apiSchema.getType(name);
      if (schema.getPossibleTypes(type).some(isHidden)) this.#names.add(type.name);
    }
  }

  /** The document, with `__typename` asked of every field whose type hides members. */
  withTypenames(document: DocumentNode): DocumentNode {
    if (this.#names.size === 0) return document;
    const typeInfo = new TypeInfo(this.schema);
    const withTypename = {
      Field: (field: FieldNode): FieldNode | undefined => {
        const type = typeInfo.getType();
        if (!type || !field.selectionSet || !this.#names.has(getNamedType(type).name)) return undefined;
        const { selections } = field.selectionSet;
        return { ...field, selectionSet: { ...field.selectionSet, selections: [...selections, typename] } };
      },
    };
    return visit(document, visitWithTypeInfo(typeInfo, withTypename));
  }
}

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
