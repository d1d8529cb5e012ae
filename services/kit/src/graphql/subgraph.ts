import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema, specifiedDirectives, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, type ClassType } from 'type-graphql';
import { cacheControlDirective } from '../cache/cache-hints';
import { nameObjects } from '../cache/cache-tags';
import type { RequestContext } from '../request-context';
import { enforceAccess } from './access';
import { federatedSchema, type References } from './federation';
import { DateTimeScalar } from './scalars';

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
  readonly references: References<Context>;
}

const federationLink = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@tag", "@authenticated", "@requiresScopes", "@cost", "@listSize"]
)`;

/** Tools that read the SDL by older rules know `@oneOf` only by its definition. */
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
  const schema = federatedSchema(sdlOf(plain), resolversOf(plain), references);
  enforceAccess(schema);
  nameObjects(schema);
  return schema;
}

function typeGraphqlSchema(types: SubgraphTypes, instances: readonly object[]): GraphQLSchema {
  const byClass = new Map(instances.map((instance) => [instance.constructor, instance]));
  return buildSchemaSync({
    resolvers: types.resolvers as unknown as [ClassType],
    orphanedTypes: [...(types.orphanedTypes ?? [])],
    container: { get: (resolver: ClassType) => byClass.get(resolver) },
    // Printed with its definition, and so that its enum prints as one.
    directives: [...specifiedDirectives, cacheControlDirective],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    validate: false,
  });
}

function sdlOf(schema: GraphQLSchema): string {
  const printed = printSchemaWithDirectives(lexicographicSortSchema(schema));
  return `${federationLink}\n\n${oneOfDefinition}\n\n${printed}\n`;
}

function resolversOf(schema: GraphQLSchema): Record<string, object> {
  const resolvers = createResolversMap(schema) as Record<string, object>;
  // Rows are plain objects: type-graphql's `instanceof` tests would refuse them.
  for (const fields of Object.values(resolvers)) if ('__isTypeOf' in fields) delete fields.__isTypeOf;
  return resolvers;
}
