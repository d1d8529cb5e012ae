import {
  type GatewayExecutionResult,
  type GatewayGraphQLRequestContext,
} from '@apollo/server-gateway-interface';
import { executeSync, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { execute } from '../execution/execute';
import { type Identity } from '../identity/identity';
import { type Credentials } from '../identity/subgraph-credentials';
import { PlanError, PlannerBusy, PlanOverdue } from '../plan/plan-error';
import { printPlan } from '../plan/print-plan';
import { type CostControl } from './cost/cost-control';
import { type CacheCallers } from './cache-callers';
import { CacheReport } from './cache-report';
import { cachedSubgraphs } from './cached-subgraphs';
import { type ClientCall, type OperationContext } from './client-call';
import { type Graph } from './graph';
import { type HeaderPropagation } from './header-propagation';
import { admitExecutionError } from './mask-errors';
import { type OperationLimiter } from './operation-limits';
import { noPolicies, type Policies } from './policies/policies';
import { refusalFor } from './plan-refusal';
import { type OperationTemplate, type PreparedOperation, rejectionOf } from './prepared-operation';
import { RefusedOperation } from './refused-operation';
import { RequestLog } from './request-log';
import { type ReportSubgraph, subgraphsFor } from './subgraph-sender';
import { checkVariables } from './variables';

/** How operations are run; the same for all of them. */
export interface ExecutionPolicy {
  /** Refused fields become null, or refuse the operation they stand in. */
  readonly onRefusal: 'null' | 'reject';
  readonly policies: Pick<Policies, 'heldBy'>;
  /** Proof towards subgraphs for one caller. */
  credentialsFor(context: OperationContext): Credentials;
  readonly report: ReportSubgraph;
  readonly propagation: HeaderPropagation;
  readonly cacheCallers: CacheCallers;
  /** Whether clients may see plans. */
  readonly exposePlans: boolean;
  /** Whether clients may see what the cache does. */
  readonly exposeCache: boolean;
  readonly cost: CostControl;
  readonly limiter: Pick<OperationLimiter, 'checkVariables'>;
}

/** Takes a valid operation through variables, authorization, plan and execution. */
export async function executeOperation(
  graph: Graph,
  request: GatewayGraphQLRequestContext<OperationContext>,
  policy: ExecutionPolicy,
): Promise<GatewayExecutionResult> {
  const { call, identity } = request.context;
  // Apollo Server's type does not tell: it leaves an operation that it cannot find to the executor.
  const operation = request.operation as OperationDefinitionNode | undefined;
  if (!operation) return unresolved(graph, request);
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    const message = 'Subscriptions are not served over this transport; ask with a query instead.';
    throw new RefusedOperation('BAD_REQUEST', 400, message);
  }
  const { apiSchema } = graph.supergraph;
  const asked = graph.operations.templateOf({
    hash: request.queryHash,
    document: request.document,
    operation,
  });
  const given = request.request.variables ?? {};
  policy.limiter.checkVariables(given);
  const checked = checkVariables(apiSchema, asked, given);
  if ('errors' in checked) return checked;

  const { values } = checked;
  const admitted = policy.cost.admit(graph.costs, asked, values, request.context);
  // Nothing is waited for where there is no budget.
  const charge = admitted instanceof Promise ? await admitted : admitted;
  const settle = (cost?: number) => charge && policy.cost.settle(charge, cost, request.context);
  const held =
    asked.policies.length > 0
      ? await policy.policies.heldBy(asked.policies, request.context, operation.name?.value)
      : noPolicies;
  const { telemetry } = call;
  const askedAtMs = telemetry ? performance.now() : 0;
  const prepared = await prepare(graph, asked, identity, held, values, call.deadlineAtMs, () => settle());
  const { template, plan, program, refusals, readyAtMs } = prepared;
  telemetry?.onPrepared(askedAtMs, readyAtMs >= askedAtMs);
  if (policy.onRefusal === 'reject' && refusals.size > 0) {
    settle();
    return { errors: rejectionOf(refusals) };
  }

  const credentials = policy.credentialsFor(request.context);
  const log = call.wantsPlan && policy.exposePlans ? new RequestLog() : undefined;
  const subgraphsOf = (one: ClientCall, noted?: RequestLog) =>
    subgraphsFor(one, graph.client, credentials, policy.report, policy.propagation, noted);
  const subgraphs = subgraphsOf(call, log);
  // What a mutation asks for has to be as new as what it did.
  const isQuery = template.operation.operation === OperationTypeNode.QUERY;
  const report = graph.cache && call.wantsCache && policy.exposeCache ? new CacheReport() : undefined;
  const { cost = 0, ...result } = await execute({
    supergraph: graph.supergraph,
    plan,
    program,
    document: template.document,
    operation: template.operation,
    variables: values,
    refusals,
    pricing: charge?.pricing,
    subgraphs:
      graph.cache && isQuery
        ? cachedSubgraphs(graph.cache, policy.cacheCallers, request.context, subgraphs, subgraphsOf, report)
        : subgraphs,
  });
  settle(cost);
  for (const error of result.errors ?? []) {
    // Apollo Server takes this extension as an order for status and headers; a subgraph must not give it.
    delete error.extensions.http;
    admitExecutionError(error);
  }
  const carried = { ...result, data: result.data && call.answer.carry(result.data) };
  if (!log && !charge?.extension && !report) return carried;
  // What is asked for by a header of ours is for who asked.
  call.answerHeaders.lifetime.forbid();
  const queryPlan = log && { queryPlan: { text: printPlan(plan), requests: log.requests } };
  return { ...carried, extensions: { ...queryPlan, ...charge?.extension, ...report?.extension } };
}

/**
 * @param onTurnedAway called before it throws, where nothing was tried
 * @throws RefusedOperation when there is no plan: clients can do something about it, operators have to know why.
 */
async function prepare(
  { operations }: Graph,
  template: OperationTemplate,
  identity: Identity,
  policies: ReadonlySet<string>,
  variables: Readonly<Record<string, unknown>>,
  deadlineAtMs: number,
  onTurnedAway: () => void,
): Promise<PreparedOperation> {
  try {
    return await operations.prepare(template, identity, policies, variables, deadlineAtMs);
  } catch (error) {
    // A plan that was sought in vain has cost more than many answers: no points are given back for it.
    if (error instanceof PlannerBusy || error instanceof PlanOverdue) onTurnedAway();
    throw error instanceof PlanError ? refusalFor(error) : error;
  }
}

/** What graphql-js says of a name that picks no operation. Apollo Server makes it OPERATION_RESOLUTION_FAILURE, HTTP 400. */
function unresolved(
  { supergraph }: Graph,
  { document, request }: GatewayGraphQLRequestContext<OperationContext>,
): GatewayExecutionResult {
  return executeSync({ schema: supergraph.apiSchema, document, operationName: request.operationName });
}
