import {
  DirectiveLocation,
  getArgumentValues,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInt,
  type ConstDirectiveNode,
} from 'graphql';

/** Whether an answer is the same for everybody. */
export type CacheScope = 'PUBLIC' | 'PRIVATE';

/** What `@cacheControl` says at one place. */
export interface CacheHint {
  /** Seconds. */
  readonly maxAge?: number;
  readonly scope?: CacheScope;
  /** As long as the field above. */
  readonly inheritMaxAge?: boolean;
}

/** A field or type, with its directives. */
export interface Annotated {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
  readonly extensionASTNodes?: readonly { readonly directives?: readonly ConstDirectiveNode[] | undefined }[];
}

const scopes = new GraphQLEnumType({
  name: 'CacheControlScope',
  values: { PUBLIC: {}, PRIVATE: {} },
});

/** How long answers may be kept, by Apollo's rules. Stays in the subgraph: gateways learn it from each answer. */
export const cacheControlDirective = new GraphQLDirective({
  name: 'cacheControl',
  args: {
    maxAge: { type: GraphQLInt },
    scope: { type: scopes },
    inheritMaxAge: { type: GraphQLBoolean },
  },
  locations: [
    DirectiveLocation.FIELD_DEFINITION,
    DirectiveLocation.OBJECT,
    DirectiveLocation.INTERFACE,
    DirectiveLocation.UNION,
  ],
});

/**
 * The hint of a field or type. What only some callers may see is private, whether it says so or not.
 * @returns undefined when there is none
 */
export function hintOf(definition: Annotated): CacheHint | undefined {
  const directives = directivesOf(definition);
  const hints = directives
    .filter(({ name }) => name.value === cacheControlDirective.name)
    .map((directive): CacheHint => getArgumentValues(cacheControlDirective, directive));
  if (directives.some(({ name }) => restrictsAccess.has(name.value))) hints.push({ scope: 'PRIVATE' });
  return hints.length > 0 ? hints.reduce((all, hint) => ({ ...all, ...hint })) : undefined;
}

/** Directives of a definition and of its extensions. */
export function directivesOf({ astNode, extensionASTNodes = [] }: Annotated): readonly ConstDirectiveNode[] {
  return [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

const restrictsAccess: ReadonlySet<string> = new Set(['authenticated', 'requiresScopes', 'policy']);
