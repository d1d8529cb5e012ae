import { type buildSubgraphSchema } from '@apollo/subgraph';

type Modules = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>;

/** One subgraph with everything that answers for it. */
export interface SubgraphSource {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: NonNullable<Extract<Modules[number], { typeDefs: unknown }>['resolvers']>;
}
