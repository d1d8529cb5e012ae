import { type ConstDirectiveNode, type GraphQLSchema, Kind, valueFromASTUntyped } from 'graphql';
import { linksOf, localNames } from './links';

/** By what names a supergraph writes the directives that guard its fields; several when imports rename them. */
export interface AccessDirectives {
  readonly authenticated: ReadonlySet<string>;
  readonly requiresScopes: ReadonlySet<string>;
  readonly policy: ReadonlySet<string>;
}

const guards = ['authenticated', 'requiresScopes', 'policy'] as const;

/** Features that are for security and that this gateway honours. */
const knownFeatures = new Set<string>([...guards, 'inaccessible', 'federation', 'link', 'join']);

/**
 * Reads by what names a supergraph guards its fields.
 * @throws Error for a feature `for: SECURITY` that is not known here: serving without it could leak.
 */
export function readAccessDirectives(schema: GraphQLSchema): AccessDirectives {
  const unknown = linksOf(schema).find(
    ({ feature, purpose }) => purpose === 'SECURITY' && !knownFeatures.has(feature),
  );
  if (unknown)
    throw new Error(`The supergraph needs the security feature "${unknown.feature}", which is not known.`);
  const namesOf = (guard: string) => localNames(schema, guard, guard);
  return {
    authenticated: namesOf('authenticated'),
    requiresScopes: namesOf('requiresScopes'),
    policy: namesOf('policy'),
  };
}

/** Strings of a `[[…]]` argument: alternatives, each of which needs all of its names. */
export function alternativesOf(
  directive: ConstDirectiveNode,
  argument: string,
): readonly (readonly string[])[] {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((inner) => {
    const names: unknown = valueFromASTUntyped(inner);
    return (Array.isArray(names) ? names : [names]).map(String);
  });
}
