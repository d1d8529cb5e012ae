import { type Supergraph } from '../plan/supergraph';
import { type SubgraphClient } from '../upstream/subgraph-client';
import { OperationStore } from './operation-store';

/** One loaded supergraph with everything that belongs to it alone: a swap replaces all of it at once. */
export class Graph {
  readonly operations: OperationStore;

  /** @throws Error when the supergraph relies on a security feature that is not known. */
  constructor(
    readonly supergraph: Supergraph,
    readonly client: SubgraphClient,
  ) {
    this.operations = new OperationStore(supergraph);
  }

  /** To be called once no operation runs on it any more. */
  close(): Promise<void> {
    return this.client.close();
  }
}
