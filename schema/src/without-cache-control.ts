import { visit, type DocumentNode } from 'graphql';

const directive = 'cacheControl';
const scopes = 'CacheControlScope';

/**
 * A subgraph without `@cacheControl`, which is between it and its answers. Composition drops the directive anyhow, but would
 * show its enum to clients.
 */
export function withoutCacheControl(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (name.value === directive ? null : undefined),
    DirectiveDefinition: ({ name }) => (name.value === directive ? null : undefined),
    EnumTypeDefinition: ({ name }) => (name.value === scopes ? null : undefined),
  });
}
