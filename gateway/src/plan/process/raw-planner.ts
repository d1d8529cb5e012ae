import { type QueryPlan as RawPlan } from '@graphql-hive/router-query-planner';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { PlanCrash, type PlanError, PlanTimeout } from '../plan-error';
import { PlannerDied } from './planner-process';
import { type PlannerPool } from './planner-pool';
import { type PlannerGraph } from './planner-request';
import { SupergraphError } from '../supergraph/supergraph-error';

/** How long an operation that harmed the planner is not tried again, in milliseconds, and how many are remembered. */
const harmful = { ttl: 60_000, max: 1_000 };

let graphs = 0;

/** The planner's own plans of one supergraph. */
export class RawPlanner {
  readonly #harmful = new LRUCache<string, PlanError>(harmful);

  /** Whether the processes read the supergraph once; `undefined` when nobody asked. */
  #loaded: Promise<void> | undefined;

  private constructor(
    private readonly graph: PlannerGraph,
    private readonly processes: PlannerPool,
    private readonly labels: readonly string[],
  ) {}

  /**
   * @param labels of `@override(label:)` that are active; `percent(n)` is decided for each operation.
   * @throws SupergraphError when the planner refuses the supergraph or dies of it.
   */
  static async load(sdl: string, processes: PlannerPool, labels: readonly string[]): Promise<RawPlanner> {
    const planner = RawPlanner.lazy(sdl, processes, labels);
    try {
      await planner.#load();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new SupergraphError(`The supergraph is refused by the planner: ${reason}`, { cause: error });
    }
    return planner;
  }

  /** One that reads its supergraph when it is first needed. */
  static lazy(sdl: string, processes: PlannerPool, labels: readonly string[]): RawPlanner {
    return new RawPlanner({ id: (graphs += 1), sdl }, processes, labels);
  }

  /** @throws PlanError when no plan can be made. */
  async plan(text: string): Promise<RawPlan> {
    const digest = createHash('sha256').update(text).digest();
    const key = digest.toString('base64');
    const known = this.#harmful.get(key);
    if (known) throw known;
    const percentage = percentageOf(digest);
    try {
      await this.#load();
      return await this.processes.plan(this.graph, { text, labels: this.labels, percentage });
    } catch (error) {
      const refusal = error instanceof PlannerDied ? new PlanCrash(error.message, { cause: error }) : error;
      const isHarmful = error instanceof PlannerDied || error instanceof PlanTimeout;
      if (isHarmful) this.#harmful.set(key, refusal as PlanError);
      throw refusal;
    }
  }

  #load(): Promise<void> {
    return (this.#loaded ??= this.processes.load(this.graph));
  }

  close(): void {
    this.processes.forget(this.graph);
  }
}

/**
 * Where a field moves between subgraphs by `@override(label: "percent(n)")`, n percent of the operations
 * take the new home: each always the same way, so that its plan can be kept.
 */
function percentageOf(digest: Buffer): number {
  return (digest.readUInt32BE() / 2 ** 32) * 100;
}
