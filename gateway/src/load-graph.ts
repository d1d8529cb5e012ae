import { EntityCache } from './cache/entity-cache';
import { type GatewayConfig } from './config/gateway-config';
import { AccessRules } from './operation/access-rules';
import { OperationCosts } from './operation/cost/operation-costs';
import { Graph } from './operation/graph';
import { subgraphUrls } from './operation/subgraph-urls';
import { type OpenCache } from './open-cache';
import { Planner } from './plan/planner';
import { type PlannerPool } from './plan/process/planner-pool';
import { loadSupergraph } from './plan/supergraph/supergraph';
import { SubgraphClient } from './upstream/subgraph-client';
import { type SubgraphHealths } from './upstream/subgraph-health';

/**
 * Takes a supergraph and makes ready all that belongs to it.
 * @throws Error that names what is wrong with it.
 */
export async function loadGraph(
  sdl: string,
  config: GatewayConfig,
  planners: PlannerPool,
  health: SubgraphHealths,
  open: OpenCache | undefined,
): Promise<Graph> {
  const supergraph = loadSupergraph(sdl);
  const { subgraphTimeoutMs, deadlineMs, ...traffic } = config.traffic;
  const urls = subgraphUrls(supergraph.joins.subgraphs, config.subgraphs);
  const rules = new AccessRules(supergraph.schema);
  const planner = await Planner.load(supergraph, planners, { labels: config.plan.overrideLabels });
  const client = new SubgraphClient({
    urls,
    timeoutMs: (name) => Math.min(config.subgraphs[name]?.timeoutMs ?? subgraphTimeoutMs, deadlineMs),
    ...traffic,
    health,
  });
  const costs = new OperationCosts(supergraph, config.cost);
  const includes = (name: string) => config.cache.subgraphs[name]?.enabled !== false;
  const cache =
    open && new EntityCache(supergraph, open.entries, { ...config.cache, includes }, open.onFault);
  return new Graph(supergraph, rules, planner, client, costs, cache);
}
