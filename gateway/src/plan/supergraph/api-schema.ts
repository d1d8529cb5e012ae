import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  visit,
} from 'graphql';

/** The schema that clients see: without join machinery and without what is `@inaccessible`. */
export function buildApiSchema(supergraph: DocumentNode): GraphQLSchema {
  return buildASTSchema(transformSupergraphToPublicSchema(withoutInaccessibleMembers(supergraph)));
}

/** The transformation drops inaccessible types but leaves them in unions and `implements` lists. */
function withoutInaccessibleMembers(supergraph: DocumentNode): DocumentNode {
  const hidden = new Set<string>();
  for (const definition of supergraph.definitions) {
    const isType =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (isType && definition.directives?.some(isInaccessible)) hidden.add(definition.name.value);
  }
  if (hidden.size === 0) return supergraph;
  const isVisible = (type: { readonly name: { readonly value: string } }): boolean =>
    !hidden.has(type.name.value);
  return visit(supergraph, {
    UnionTypeDefinition: (node) => ({ ...node, types: node.types?.filter(isVisible) ?? [] }),
    ObjectTypeDefinition: (node) => ({ ...node, interfaces: node.interfaces?.filter(isVisible) ?? [] }),
    InterfaceTypeDefinition: (node) => ({ ...node, interfaces: node.interfaces?.filter(isVisible) ?? [] }),
  });
}

function isInaccessible(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'inaccessible';
}
