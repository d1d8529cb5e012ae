import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { type SubgraphSource } from './subgraph-source';

/**
 * @param urls GraphQL endpoints by the subgraphs' names
 * @returns the supergraph
 */
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
