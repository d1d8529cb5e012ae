import { makeExecutableSchema } from '@graphql-tools/schema';
import { GraphQLError, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { objectName } from '../cache/cache-tags';
import type { RequestContext } from '../request-context';

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

/** By type name, for each type with a resolvable `@key`. */
export type References<Context extends RequestContext> = Readonly<Record<string, ResolveReference<Context>>>;

/**
 * Adds the root fields by which a gateway asks a subgraph: `_service` and `_entities` (Apollo Federation
 * subgraph specification). Written here because `@apollo/subgraph` brings a package under a licence that is
 * not open source, and we need no more of it than this.
 * @param sdl schema with federation directives; they need no definitions
 * @param resolvers of its fields, by type name
 */
export function federatedSchema<Context extends RequestContext>(
  sdl: string,
  resolvers: Readonly<Record<string, object>>,
  references: References<Context>,
): GraphQLSchema {
  const entities = Object.keys(references);
  // An entity is looked up under one name, and graphql-js asks for it again by the value alone.
  const typeNames = new WeakMap<object, string>();

  const resolveEntity = async (representation: Representation, context: Context): Promise<object | null> => {
    const { __typename } = representation;
    const resolve = Object.hasOwn(references, __typename) ? references[__typename] : undefined;
    if (!resolve) throw new GraphQLError(`There are no entities of the type "${String(__typename)}" here.`);
    const entity = await resolve(representation, context);
    if (entity) typeNames.set(entity, __typename);
    return entity;
  };
  return makeExecutableSchema({
    typeDefs: [sdl, serviceFields, ...(entities.length > 0 ? [entityFields(entities)] : [])],
    resolvers: {
      ...resolvers,
      Query: {
        ...resolvers.Query,
        _service: () => ({ sdl }),
        ...(entities.length > 0 && {
          _entities: (
            _root: unknown,
            { representations }: { representations: Representation[] },
            context: Context,
            { path }: GraphQLResolveInfo,
          ) => {
            // By its key, whether it exists or not: what is not there may come to be.
            const names = representations.map(({ __typename, id }) => objectName(__typename, id));
            context.cache.beginEntities(path.key, names);
            return representations.map((representation) => resolveEntity(representation, context));
          },
        }),
      },
      ...(entities.length > 0 && { _Entity: { __resolveType: (entity: object) => typeNames.get(entity) } }),
    },
    assumeValidSDL: true,
  });
}

const serviceFields = `
  type _Service { sdl: String! }
  extend type Query { _service: _Service! }`;

function entityFields(entities: readonly string[]): string {
  return `
    scalar _Any
    union _Entity = ${entities.join(' | ')}
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`;
}
