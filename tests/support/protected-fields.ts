import {
  type ConstDirectiveNode,
  getNamedType,
  type GraphQLSchema,
  isObjectType,
  type GraphQLNamedType,
  valueFromASTUntyped,
} from 'graphql';

/** A field that not everybody may see, as it stands in the supergraph. */
export interface ProtectedField {
  readonly type: string;
  readonly field: string;
  /** Whether being signed in is not enough. */
  readonly needsScopes: boolean;
  /** All scopes that are named for it. */
  readonly scopes: readonly string[];
}

const guards = new Set(['authenticated', 'requiresScopes', 'policy']);

interface Holder {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/**
 * Every field of an object type that is guarded, or stands in or returns a guarded type. Read from the SDL in the
 * plainest way, and not by the gateway's own rules.
 */
export function protectedFields(supergraph: GraphQLSchema): readonly ProtectedField[] {
  return Object.values(supergraph.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field): ProtectedField[] => {
        const returned = getNamedType(field.type);
        const found = [type, field, ...(hasAstNode(returned) ? [returned] : [])].flatMap(guardsOf);
        if (found.length === 0) return [];
        const scopes = found.flatMap((directive) =>
          (directive.arguments ?? []).flatMap(({ value }) =>
            (valueFromASTUntyped(value) as string[][]).flat(),
          ),
        );
        const needsScopes = found.some(({ name }) => name.value !== 'authenticated');
        return [{ type: type.name, field: field.name, needsScopes, scopes: [...new Set(scopes)] }];
      }),
    );
}

function hasAstNode(type: GraphQLNamedType): boolean {
  return type.astNode !== undefined && type.astNode !== null;
}

function guardsOf({ astNode }: Holder): readonly ConstDirectiveNode[] {
  return (astNode?.directives ?? []).filter(({ name }) => guards.has(name.value));
}
