import { type GatewayConfig } from './config/gateway-config';
import { credentialsOf, noCredentials } from './identity/subgraph-credentials';
import { CacheCallers } from './operation/cache-callers';
import { type CostControl } from './operation/cost/cost-control';
import { clientFactsOf } from './operation/client-call';
import { type ExecutionPolicy } from './operation/execute-operation';
import { HeaderPropagation } from './operation/header-propagation';
import { type OperationLimiter } from './operation/operation-limits';
import { type Policies } from './operation/policies/policies';
import { type Logger } from './telemetry/logger';

/** How operations are run, as configured. */
export function executionPolicy(
  { authorization, cache, plan, signing, subgraphs }: GatewayConfig,
  limiter: OperationLimiter,
  policies: Policies,
  cost: CostControl,
  logger: Logger,
): ExecutionPolicy {
  const propagation = new HeaderPropagation(subgraphs);
  return {
    limiter,
    policies,
    cost,
    onRefusal: authorization.onRefusal,
    exposePlans: plan.expose,
    exposeCache: cache.expose,
    credentialsFor: ({ identity, call }) =>
      signing ? credentialsOf({ identity, client: clientFactsOf(call) }, signing.keys[0]) : noCredentials,
    propagation,
    cacheCallers: new CacheCallers(propagation, (name) => cache.subgraphs[name]?.ignoreHeaders ?? []),
    report: (facts) => logger.warn(facts, 'subgraph failed'),
  };
}
