import { type buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { benchmarkSubgraphs } from './subgraphs';
import { wideSubgraphs } from './wide-graph';

type Modules = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>;

/** One subgraph with everything that answers for it. */
export interface SubgraphSource {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: NonNullable<Extract<Modules[number], { typeDefs: unknown }>['resolvers']>;
}

/** The graphs that the stub can serve. */
export const graphs = {
  benchmark: (): readonly SubgraphSource[] => benchmarkSubgraphs,
  wide: (): readonly SubgraphSource[] => wideSubgraphs(),
};

export type GraphName = keyof typeof graphs;

/** @param urls GraphQL endpoints by the subgraphs' names */
export function compose(
  subgraphs: readonly Pick<SubgraphSource, 'name' | 'typeDefs'>[],
  urls: Readonly<Record<string, string>>,
): string {
  const services = subgraphs.map(({ name, typeDefs }) => ({
    name,
    url: urls[name] ?? '',
    typeDefs: parse(typeDefs),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
