import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import {
  buildASTSchema,
  defaultFieldResolver,
  execute,
  getNamedType,
  type GraphQLFieldResolver,
  parse,
} from 'graphql';
import { compose } from './compose';
import { type SubgraphSource } from './subgraph-source';

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Reference = (key: unknown) => unknown;

/** Answers as one service would that has all the rows: what gateways must answer. */
export class Oracle {
  readonly #schema;
  readonly #resolvers = new Map<string, Resolver>();
  readonly #references = new Map<string, Reference[]>();

  constructor(subgraphs: readonly SubgraphSource[]) {
    this.#schema = buildASTSchema(transformSupergraphToPublicSchema(parse(compose(subgraphs, {}))));
    for (const { resolvers } of subgraphs) {
      for (const [type, fields] of Object.entries(resolvers as Record<string, Record<string, unknown>>)) {
        for (const [field, resolve] of Object.entries(fields)) {
          if (field !== '__resolveReference') this.#resolvers.set(`${type}.${field}`, resolve as Resolver);
          else this.#references.set(type, [...(this.#references.get(type) ?? []), resolve as Reference]);
        }
      }
    }
  }

  /** @returns `data` of the answer; resolvers must not be asynchronous */
  answer(query: string, variables: Readonly<Record<string, unknown>> = {}): unknown {
    const result = execute({
      schema: this.#schema,
      document: parse(query),
      variableValues: variables,
      fieldResolver: this.#resolve,
    });
    if (result instanceof Promise) throw new Error('The oracle cannot wait.');
    if (result.errors) throw result.errors[0]!;
    return JSON.parse(JSON.stringify(result.data));
  }

  readonly #resolve: Resolver = (source, args, context, info) => {
    const resolve = this.#resolvers.get(`${info.parentType.name}.${info.fieldName}`) ?? defaultFieldResolver;
    const value = resolve(source, args, context, info);
    const references = this.#references.get(getNamedType(info.returnType).name) ?? [];
    // Where one subgraph gave the key, the others know the rest.
    const whole = (entity: unknown) =>
      entity == null
        ? entity
        : (Object.assign({}, ...references.map((refer) => refer(entity)), entity) as object);
    if (references.length === 0) return value;
    return Array.isArray(value) ? value.map(whole) : whole(value);
  };
}
