import { setTimeout as delay } from 'node:timers/promises';
import { answerVariance } from './answer-variance';
import { corsRules } from './cors-rules';
import { executionPolicy } from './execution-policy';
import { type Gateway, type GatewayOptions, type StopOptions } from './gateway-types';
import { loadGraph } from './load-graph';
import { logStart } from './log-start';
import { openCache } from './open-cache';
import { openDocuments } from './open-documents';
import { openPolicies } from './open-policies';
import { watchTraffic } from './watch-traffic';
import { Opened } from './opened';
import { Reloads } from './reloads';
import { parseConfig } from './config/gateway-config';
import { openSource } from './config/supergraph/supergraph-source';
import { Admission } from './http/admission';
import { Connections } from './http/connections';
import { withCors } from './http/cors';
import { graphqlHandler } from './http/graphql-handler';
import { InFlight } from './http/in-flight';
import { invalidationHandler, invalidationPath } from './http/invalidation-handler';
import { graphqlMediaTypes } from './http/media-type';
import { findPageFiles } from './http/playground/page-files';
import { playgroundRoutes, redirectBrowsers } from './http/playground/playground-routes';
import { Readiness } from './http/readiness';
import { graphqlPath, type Handler, routes } from './http/routes';
import { createHttpServer, listen } from './http/server';
import { traceErrors } from './http/trace-errors';
import { varyingBy } from './http/vary';
import { startIdentity } from './identity/start-identity';
import { costControl } from './operation/cost/cost-control';
import { createApolloServer } from './operation/apollo-server';
import { executeOperation } from './operation/execute-operation';
import { GraphHolder } from './operation/graph-holder';
import { identifyCaller } from './operation/identify-caller';
import { OperationLimiter } from './operation/operation-limits';
import { PlannerPool } from './plan/process/planner-pool';
import { logAccess } from './telemetry/access-log';
import { openRedis } from './redis/shared-redis';
import { createLogger } from './telemetry/logger';
import { startTelemetry } from './telemetry/start-telemetry';
import { SubgraphHealths } from './upstream/subgraph-health';

/**
 * Starts a gateway; it listens when this resolves.
 * @throws Error with one sentence for a person: a faulty setting, a broken supergraph, a port that is taken. Or what a
 * plugin throws when it starts.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const opened = new Opened();
  try {
    return await start(options, opened);
  } catch (error) {
    // What is told is why it did not start.
    await opened.close().catch(() => undefined);
    throw error;
  }
}

async function start(options: GatewayOptions, opened: Opened): Promise<Gateway> {
  const { supergraph, plugins, decidePolicies, ...settings } = options;
  const source = openSource(supergraph);
  const config = parseConfig({ ...settings, ...(typeof supergraph === 'object' && { supergraph }) });
  const logger = createLogger(config.log.level);
  const telemetry = await startTelemetry(config.telemetry, logger);
  opened.add(() => telemetry?.close());
  const redis = config.redis && (await openRedis(config.redis, logger));
  opened.add(() => redis?.close());
  const cache = await openCache(config, logger, telemetry?.cache);
  opened.add(() => cache?.close());
  const limiter = new OperationLimiter(config.limits);
  const policies = openPolicies(config.authorization, decidePolicies, logger);
  const policy = executionPolicy(config, limiter, policies, costControl(config.cost, redis), logger);
  const { trusted, gate, persistedQueries } = await openDocuments(config, limiter, redis, logger);
  const planners = new PlannerPool({ planLimitMs: config.limits.planningMs });
  opened.add(() => planners.close());
  const health = new SubgraphHealths(config.traffic, watchTraffic(logger, telemetry?.traffic));
  const first = await loadGraph((await source.reader.read())!, config, planners, health, cache);
  const graphs = new GraphHolder(first, (graph, request) => executeOperation(graph, request, policy));
  opened.add(() => graphs.current.close());
  policies.reportClosed(first.rules);
  trusted?.requireValid(first.supergraph.apiSchema);
  const apollo = createApolloServer(graphs, {
    introspection: config.introspection,
    // Documents of others were counted before they came here.
    maxTokens: Math.max(config.limits.tokens, trusted?.mostTokens ?? 0),
    persistedQueries,
    plugins,
    logger,
  });
  await apollo.start();
  opened.add(() => apollo.stop());
  const identity = startIdentity(config.identity, config.signing?.keys[0], logger);
  opened.add(() => identity.stop());
  const readiness = new Readiness();
  const inFlight = new InFlight();

  const { compression } = config.http;

  // The way of a request. Each stage can end it; the next is only reached by what the one before let through.
  const graphql = graphqlHandler({
    // 1. HTTP: a media type that the client takes, bounded body, JSON in UTF-8.
    mediaTypes: graphqlMediaTypes,
    bodyLimitBytes: config.http.bodyLimitBytes,
    deadlineMs: config.traffic.deadlineMs,
    trustedProxies: config.http.trustedProxies,
    admission: new Admission(config.traffic.maxOperations),
    compressFromBytes: compression.enabled ? compression.thresholdBytes : Infinity,
    serve: async (request, call) => {
      // 2. Apollo Server: CSRF prevention.
      const asked = gate.byId(request);
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: asked,
        context: async () => {
          // 3. Trusted documents and limits, before anything that could take long.
          gate.check(asked);
          // 4. Identity: who is asking.
          const caller = await identifyCaller(identity.identify, call);
          gate.checkCaller(asked, caller);
          return { call, identity: caller };
        },
        // 5. Apollo Server: persisted queries, parsing, validation; then `executeOperation`.
      });
      return traceErrors(answer, call);
    },
    telemetry,
    onAnswered: (record) => logAccess(logger, record),
    onFault: (err, traceId) => logger.error({ err, traceId }, 'request failed'),
  });
  const tracked: Handler = (request, response) => inFlight.track(() => graphql(request, response));
  const permitted = config.cors ? withCors(tracked, corsRules(config, config.cors)) : tracked;
  const shared = varyingBy(answerVariance(config), permitted);
  const pages = playgroundRoutes(config.playground, graphqlPath, findPageFiles());
  const graph = pages.size > 0 ? redirectBrowsers(shared) : shared;
  const invalidation = invalidationHandler({
    entries: cache?.entries,
    keys: config.signing?.keys,
    bodyLimitBytes: config.http.bodyLimitBytes,
    supergraph: () => graphs.current.supergraph,
    logger,
  });
  const handle = routes(graph, readiness, new Map([...pages, [invalidationPath, invalidation]]));
  const server = createHttpServer(handle, () => readiness.isDraining, config.http);
  const connections = new Connections(server);

  let stopped: Promise<void> | undefined;

  const origin = await listen(server, config.http.port, config.http.host);
  readiness.become('ready');
  const url = origin + graphqlPath;
  logStart(logger, config, first.supergraph.joins.subgraphs.keys());
  logger.info({ url }, 'ready');

  const reloads = new Reloads(async (sdl) => {
    const next = await loadGraph(sdl, config, planners, health, cache);
    for (const fault of trusted?.faultsOn(next.supergraph.apiSchema) ?? []) logger.warn(fault);
    const previous = graphs.current;
    await graphs.swapOrClose(next);
    logger.info('supergraph reloaded');
    policies.reportClosed(next.rules);
    void inFlight.settled().then(() => previous.close());
  }, logger);
  reloads.follow(source);

  const stop = async ({ noticeMs = 0, graceMs = 6_000 }: StopOptions) => {
    readiness.become('draining');
    const reloaded = reloads.stop();
    if (readiness.wasAsked && noticeMs > 0) await delay(noticeMs);
    await connections.drain(graceMs);
    await reloaded;
    await opened.close();
  };
  return {
    url,
    reload: (next) => reloads.reload(next),
    stop: (options = {}) => (stopped ??= stop(options)),
  };
}
