import { type ConstDirectiveNode, type GraphQLSchema, Kind, valueFromASTUntyped } from 'graphql';

/** By what names a supergraph writes the directives that guard its fields; several when imports rename them. */
export interface AccessDirectives {
  readonly authenticated: ReadonlySet<string>;
  readonly requiresScopes: ReadonlySet<string>;
  readonly policy: ReadonlySet<string>;
}

const guards = ['authenticated', 'requiresScopes', 'policy'] as const;

/** Features that are for security and that this gateway honours. */
const knownFeatures = new Set<string>([...guards, 'inaccessible', 'federation', 'link', 'join']);

interface Link {
  readonly feature: string;
  readonly name: string;
  readonly purpose: unknown;
  readonly imports: readonly (readonly [original: string, local: string])[];
}

/**
 * Reads the `@link`s of a supergraph (link specification 1.0: `as` and `import` rename).
 * @throws Error for a feature `for: SECURITY` that is not known here: serving without it could leak.
 */
export function readAccessDirectives(schema: GraphQLSchema): AccessDirectives {
  const links = linksOf(schema);
  const unknown = links.find(({ feature, purpose }) => purpose === 'SECURITY' && !knownFeatures.has(feature));
  if (unknown)
    throw new Error(`The supergraph needs the security feature "${unknown.feature}", which is not known.`);
  const namesOf = (guard: string) => localNames(schema, guard, guard);
  return {
    authenticated: namesOf('authenticated'),
    requiresScopes: namesOf('requiresScopes'),
    policy: namesOf('policy'),
  };
}

/** By what names a supergraph writes a directive of a feature; several when imports rename it. */
export function localNames(schema: GraphQLSchema, feature: string, directive: string): ReadonlySet<string> {
  const links = linksOf(schema);
  return new Set([
    // The plain name counts even where nobody linked it: a rule that was written is meant.
    directive,
    ...links
      .filter((link) => link.feature === feature)
      .flatMap(({ name }) => [...(feature === directive ? [name] : []), `${name}__${directive}`]),
    ...links.filter((link) => link.feature === 'federation').map(({ name }) => `${name}__${directive}`),
    ...links.flatMap(({ imports }) =>
      imports.filter(([original]) => original === `@${directive}`).map(([, local]) => local.slice(1)),
    ),
  ]);
}

function linksOf(schema: GraphQLSchema): readonly Link[] {
  const nodes = [schema.astNode, ...schema.extensionASTNodes];
  return nodes.flatMap((node) => node?.directives ?? []).flatMap((directive) => readLink(directive) ?? []);
}

function readLink(directive: ConstDirectiveNode): Link | undefined {
  const values = Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
  // `https://specs.apollo.dev/<feature>/v<version>`
  const feature =
    typeof values.url === 'string' ? /\/([^/]+)\/v\d[^/]*\/?$/.exec(values.url)?.[1] : undefined;
  if (feature === undefined) return undefined;
  const name = typeof values.as === 'string' ? values.as : feature;
  return { feature, name, purpose: values.for, imports: importsOf(values.import) };
}

function importsOf(value: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown): (readonly [string, string])[] => {
    if (typeof item === 'string') return [[item, item]];
    const { name, as } = (item ?? {}) as { name?: unknown; as?: unknown };
    return typeof name === 'string' ? [[name, typeof as === 'string' ? as : name]] : [];
  });
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
