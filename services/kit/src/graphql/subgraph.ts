import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema, parse, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, type ClassType } from 'type-graphql';
import type { RequestContext } from '../request-context';
import { enforceAccess } from './access';
import { DateTimeScalar } from './scalars';

/** A representation as the gateway sends it. Only its key is trusted, and only to look the entity up. */
export interface Representation {
  readonly __typename: string;
  readonly id: string;
}

/** Resolves one representation through a loader. Null when the entity does not exist for this caller. */
export type ResolveReference<Context extends RequestContext> = (
  representation: Representation,
  context: Context,
) => Promise<object | null>;

/** The types of a subgraph, known before anything runs: enough to print its schema. */
export interface SubgraphTypes {
  readonly resolvers: readonly ClassType[];
  /** Types that no field names directly, such as implementations of an interface. */
  readonly orphanedTypes?: readonly ClassType[];
}

/** What answers the types' fields. */
export interface SubgraphWiring<Context extends RequestContext> {
  /** One instance of each resolver class, wired by hand. */
  readonly instances: readonly object[];
  /** By type name, for each type with a resolvable `@key`. */
  readonly references: Readonly<Record<string, ResolveReference<Context>>>;
}

const federationLink = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag", "@authenticated", "@requiresScopes", "@cost", "@listSize"]
)`;

/** @apollo/subgraph refuses `@oneOf` without its definition. */
const oneOfDefinition = 'directive @oneOf on INPUT_OBJECT';

/** The SDL that is composed: sorted, with federation directives and the `@link` to their definitions. */
export function printSubgraph(types: SubgraphTypes): string {
  return sdlOf(typeGraphqlSchema(types, []));
}

/** Builds a federated, access-checked schema from type-graphql classes. */
export function buildSubgraph<Context extends RequestContext>(
  types: SubgraphTypes,
  { instances, references }: SubgraphWiring<Context>,
): GraphQLSchema {
  const plain = typeGraphqlSchema(types, instances);
  const resolvers = resolversWithReferences(plain, references);
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdlOf(plain)), resolvers: resolvers as never }]);
  enforceAccess(schema);
  return schema;
}

function typeGraphqlSchema(types: SubgraphTypes, instances: readonly object[]): GraphQLSchema {
  const byClass = new Map(instances.map((instance) => [instance.constructor, instance]));
  return buildSchemaSync({
    resolvers: types.resolvers as unknown as [ClassType],
    orphanedTypes: [...(types.orphanedTypes ?? [])],
    container: { get: (resolver: ClassType) => byClass.get(resolver) },
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
  });
}

function sdlOf(schema: GraphQLSchema): string {
  const printed = printSchemaWithDirectives(lexicographicSortSchema(schema));
  return `${federationLink}\n\n${oneOfDefinition}\n\n${printed}\n`;
}

function resolversWithReferences<Context extends RequestContext>(
  schema: GraphQLSchema,
  references: SubgraphWiring<Context>['references'],
): Record<string, object> {
  const resolvers = createResolversMap(schema) as Record<string, object>;
  for (const [name, fields] of Object.entries(resolvers)) {
    // Rows are plain objects: type-graphql's `instanceof` tests would refuse them.
    if ('__isTypeOf' in fields) delete fields.__isTypeOf;
    const resolve = references[name];
    // Async, because @apollo/subgraph nulls the whole batch when a reference resolver throws synchronously.
    if (resolve) {
      Object.assign(fields, {
        __resolveReference: async (representation: Representation, context: Context) =>
          resolve(representation, context),
      });
    }
  }
  return resolvers;
}
