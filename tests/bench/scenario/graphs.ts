import { type SubgraphSource } from './subgraph-source';
import { benchmarkSubgraphs } from './subgraphs';
import { wideSubgraphs } from './wide-graph';

/** The graphs that the stub can serve. */
export const graphs = {
  benchmark: (): readonly SubgraphSource[] => benchmarkSubgraphs,
  wide: (): readonly SubgraphSource[] => wideSubgraphs(),
};

export type GraphName = keyof typeof graphs;
