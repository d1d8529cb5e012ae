import { type ConstDirectiveNode, type GraphQLSchema, valueFromASTUntyped } from 'graphql';

interface Link {
  readonly feature: string;
  readonly name: string;
  readonly purpose: unknown;
  readonly imports: readonly (readonly [original: string, local: string])[];
}

/** The `@link`s of a supergraph (link specification 1.0: `as` and `import` rename). */
export function linksOf(schema: GraphQLSchema): readonly Link[] {
  const nodes = [schema.astNode, ...schema.extensionASTNodes];
  return nodes.flatMap((node) => node?.directives ?? []).flatMap((directive) => readLink(directive) ?? []);
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
