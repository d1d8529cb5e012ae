import { type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AskedRequirements } from './dialect/asked-requirements';
import { type OrderedSdl, type PlannerSdl } from './dialect/planner-sdl';
import { type PlannerPool } from './process/planner-pool';
import { RawPlanner } from './process/raw-planner';

/** A supergraph in one way of saying it. */
export interface PlannerVersion {
  readonly raw: RawPlanner;
  /** Names of the subgraphs by the names that the planner knows. */
  readonly subgraphNames: ReadonlyMap<string, string>;
}

/** Versions for rare operations that are kept. */
const mostRareVersions = 20;

/** A supergraph in all the ways in which the planner is told of it. */
export class PlannerVersions {
  readonly #asked: AskedRequirements;
  readonly #rare = new LRUCache<string, readonly PlannerVersion[]>({
    max: mostRareVersions,
    dispose: (versions) => versions.forEach(({ raw }) => raw.close()),
  });

  private constructor(
    private readonly said: PlannerSdl,
    private readonly processes: PlannerPool,
    private readonly labels: readonly string[],
    /** For any operation; the next where one has no plan, or none that holds. */
    readonly usual: readonly PlannerVersion[],
  ) {
    this.#asked = new AskedRequirements(said.document);
  }

  /** @throws SupergraphError when the planner refuses the supergraph or dies of it. */
  static async load(
    said: PlannerSdl,
    processes: PlannerPool,
    labels: readonly string[],
  ): Promise<PlannerVersions> {
    const usual = said.orders.map(async ({ sdl, subgraphNames }) => ({
      raw: await RawPlanner.load(sdl, processes, labels),
      subgraphNames,
    }));
    return new PlannerVersions(said, processes, labels, await Promise.all(usual));
  }

  /** For an operation that has no plan otherwise. */
  rareFor(operation: DocumentNode): readonly PlannerVersion[] {
    const asked = this.#asked.of(operation);
    const key = [...asked].sort().join(' ');
    const known = this.#rare.get(key);
    if (known) return known;
    const versions = this.said.keyedOrders(asked).map(({ sdl, subgraphNames }: OrderedSdl) => ({
      raw: RawPlanner.lazy(sdl, this.processes, this.labels),
      subgraphNames,
    }));
    this.#rare.set(key, versions);
    return versions;
  }

  close(): void {
    this.#rare.clear();
    for (const { raw } of this.usual) raw.close();
  }
}
