import { type EntityCache } from '../cache/entity-cache';
import { type Planner } from '../plan/planner';
import { type Supergraph } from '../plan/supergraph/supergraph';
import { type SubgraphClient } from '../upstream/subgraph-client';
import { type AccessRules } from './access-rules';
import { type OperationCosts } from './cost/operation-costs';
import { OperationStore } from './operation-store';

/** One loaded supergraph with everything that belongs to it alone: a swap replaces all of it at once. */
export class Graph {
  readonly operations: OperationStore;

  constructor(
    readonly supergraph: Supergraph,
    readonly rules: AccessRules,
    private readonly planner: Planner,
    readonly client: SubgraphClient,
    readonly costs: OperationCosts,
    /** `undefined` where nothing is kept. */
    readonly cache: EntityCache | undefined,
  ) {
    const pricing = costs.countsAnswers ? costs.rates : undefined;
    this.operations = new OperationStore({ ...supergraph, rules, planner, pricing });
  }

  /** To be called once no operation runs on it any more. */
  close(): Promise<void> {
    this.planner.close();
    return this.client.close();
  }
}
