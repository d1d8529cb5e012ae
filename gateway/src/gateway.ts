import { type ApolloServerPlugin } from '@apollo/server';
import { setTimeout as delay } from 'node:timers/promises';
import { type GatewayConfig, type GatewayConfigInput, parseConfig } from './config/gateway-config';
import { readManifests } from './config/document-manifest';
import { readSupergraph, type SupergraphSource } from './config/supergraph-source';
import { Connections } from './http/connections';
import { type CorsRules, withCors } from './http/cors';
import { graphqlHandler } from './http/graphql-handler';
import { InFlight } from './http/in-flight';
import { graphqlMediaTypes } from './http/media-type';
import { findPageFiles } from './http/playground/page-files';
import { playgroundRoutes, redirectBrowsers } from './http/playground/playground-routes';
import { Readiness } from './http/readiness';
import { graphqlPath, type Handler, routes } from './http/routes';
import { createHttpServer, listen } from './http/server';
import { traceErrors } from './http/trace-errors';
import { startIdentity } from './identity/start-identity';
import { credentialsOf, noCredentials } from './identity/subgraph-credentials';
import { AccessRules } from './operation/access-rules';
import { createApolloServer } from './operation/apollo-server';
import { clientFactsOf } from './operation/client-call';
import { executeOperation, type ExecutionPolicy } from './operation/execute-operation';
import { Graph } from './operation/graph';
import { GraphHolder } from './operation/graph-holder';
import { HeaderPropagation } from './operation/header-propagation';
import { identifyCaller } from './operation/identify-caller';
import { OperationLimiter } from './operation/operation-limits';
import { subgraphUrls } from './operation/subgraph-urls';
import { DocumentGate } from './operation/trusted/document-gate';
import { persistedTexts } from './operation/trusted/persisted-texts';
import { TrustedDocuments } from './operation/trusted/trusted-documents';
import { Planner } from './plan/planner';
import { PlannerPool } from './plan/process/planner-pool';
import { loadSupergraph } from './plan/supergraph/supergraph';
import { logAccess } from './telemetry/access-log';
import { createLogger, type Logger } from './telemetry/logger';
import { SubgraphClient } from './upstream/subgraph-client';

/** The supergraph to serve, and any setting of the config file. Without settings every subgraph simply is asked. */
export interface GatewayOptions extends GatewayConfigInput {
  readonly supergraph: SupergraphSource;
  /**
   * Plugins of Apollo Server: https://www.apollographql.com/docs/apollo-server/integrations/plugins. All hooks of a
   * request fire but `willResolveField`. Data that no plugin looks at is never made an object; who does look has
   * until `willSendResponse` has ended. Apollo Server's own for cache control, tracing, reports and landing pages cannot
   * be added: the gateway has others in their place, or none.
   */
  readonly plugins?: readonly ApolloServerPlugin[];
}

export interface StopOptions {
  /**
   * Milliseconds between telling `/ready` and refusing connections, so that a load balancer can learn of it. Only
   * waited for when `/ready` has ever been asked. Default 0.
   */
  readonly noticeMs?: number;
  /** Milliseconds for answers under way; then they are cut off. Default 6000. */
  readonly graceMs?: number;
}

/** A gateway that listens. */
export interface Gateway {
  /** The GraphQL endpoint. */
  readonly url: string;
  /**
   * Serves another supergraph from now on. Operations under way finish on the old one.
   * @throws Error that names what is wrong with it; the old one stays.
   */
  reload(supergraph: SupergraphSource): Promise<void>;
  /** Stops being ready, lets answers under way finish, closes everything. May be called again. */
  stop(options?: StopOptions): Promise<void>;
}

/**
 * Starts a gateway; it listens when this resolves.
 * @throws Error with one sentence for a person: a faulty setting, a broken supergraph, a port that is taken. Or what a
 * plugin throws when it starts.
 */
export async function createGateway({ supergraph, plugins, ...settings }: GatewayOptions): Promise<Gateway> {
  const config = parseConfig(settings);
  const logger = createLogger(config.log.level);
  const limiter = new OperationLimiter(config.limits);
  const policy = executionPolicy(config, limiter, logger);
  const { manifests, mode } = config.trustedDocuments ?? { mode: 'off' };
  const trusted = manifests && new TrustedDocuments(await readManifests(manifests));
  const gate = new DocumentGate(limiter, trusted, mode, logger);
  const planners = new PlannerPool({ planLimitMs: config.limits.planningMs });
  const loading = loadGraph(supergraph, config, planners).then((graph) => {
    trusted?.requireValid(graph.supergraph.apiSchema);
    return graph;
  });
  const first = await loading.catch((error: unknown) => {
    planners.close();
    throw error;
  });
  const graphs = new GraphHolder(first, (graph, request) => executeOperation(graph, request, policy));
  const apollo = createApolloServer(graphs, {
    introspection: config.introspection,
    // Documents of others were counted before they came here.
    maxTokens: Math.max(config.limits.tokens, trusted?.mostTokens ?? 0),
    ...(trusted && { persistedQueries: persistedTexts(trusted) }),
    plugins,
    logger,
  });
  // A plugin may refuse to start.
  await apollo.start().catch(async (error: unknown) => {
    await first.close();
    planners.close();
    throw error;
  });

  const identity = startIdentity(config.identity, config.signing?.keys[0], logger);
  const readiness = new Readiness();
  const inFlight = new InFlight();

  // The way of a request. Each stage can end it; the next is only reached by what the one before let through.
  const graphql = graphqlHandler({
    // 1. HTTP: a media type that the client takes, bounded body, JSON in UTF-8.
    mediaTypes: graphqlMediaTypes,
    bodyLimitBytes: config.http.bodyLimitBytes,
    deadlineMs: config.traffic.deadlineMs,
    trustedProxies: config.http.trustedProxies,
    serve: async (request, call) => {
      // 2. Apollo Server: CSRF prevention.
      const asked = gate.byId(request);
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: asked,
        context: async () => {
          // 3. Trusted documents and limits, before anything that could take long.
          gate.check(asked);
          // 4. Identity: who is asking.
          return { call, identity: await identifyCaller(identity.identify, call) };
        },
        // 5. Apollo Server: persisted queries, parsing, validation; then `executeOperation`.
      });
      return traceErrors(answer, call);
    },
    onAnswered: (record) => logAccess(logger, record),
    onFault: (err, traceId) => logger.error({ err, traceId }, 'request failed'),
  });
  const tracked: Handler = (request, response) => inFlight.track(() => graphql(request, response));
  const shared = config.cors ? withCors(tracked, corsRules(config, config.cors)) : tracked;
  const pages = playgroundRoutes(config.playground, graphqlPath, findPageFiles());
  const handle = routes(pages.size > 0 ? redirectBrowsers(shared) : shared, readiness, pages);
  const server = createHttpServer(handle, () => readiness.isDraining);
  const connections = new Connections(server);

  let reloaded = Promise.resolve();
  let stopped: Promise<void> | undefined;

  const shutDown = async () => {
    await reloaded;
    await identity.stop();
    // A plugin may fail to stop; what the gateway started ends all the same.
    await apollo.stop().finally(async () => {
      await graphs.current.close();
      planners.close();
    });
  };
  const origin = await listen(server, config.http.port, config.http.host).catch(async (error: unknown) => {
    await shutDown();
    throw error;
  });
  readiness.become('ready');
  const url = origin + graphqlPath;
  logger.info({ url }, 'ready');

  const reload = async (source: SupergraphSource) => {
    if (stopped) throw new Error('The gateway has stopped.');
    const next = await loadGraph(source, config, planners);
    for (const fault of trusted?.faultsOn(next.supergraph.apiSchema) ?? []) logger.warn(fault);
    const previous = graphs.current;
    graphs.swap(next);
    logger.info('supergraph reloaded');
    void inFlight.settled().then(() => previous.close());
  };
  const stop = async ({ noticeMs = 0, graceMs = 6_000 }: StopOptions) => {
    readiness.become('draining');
    if (readiness.wasAsked && noticeMs > 0) await delay(noticeMs);
    await connections.drain(graceMs);
    await shutDown();
  };
  return {
    url,
    reload: (source) => {
      // One after the other, so that the last one asked for is the one that stays.
      const next = reloaded.then(() => reload(source));
      reloaded = next.catch((err: unknown) => logger.error({ err }, 'supergraph refused'));
      return next;
    },
    stop: (options = {}) => (stopped ??= stop(options)),
  };
}

async function loadGraph(
  source: SupergraphSource,
  config: GatewayConfig,
  planners: PlannerPool,
): Promise<Graph> {
  const supergraph = loadSupergraph(await readSupergraph(source));
  const { subgraphTimeoutMs, maxResponseBytes, connectTimeoutMs } = config.traffic;
  const urls = subgraphUrls(supergraph.joins.subgraphs, config.subgraphs);
  const rules = new AccessRules(supergraph.schema);
  const planner = await Planner.load(supergraph, planners, { labels: config.plan.overrideLabels });
  const client = new SubgraphClient({
    urls,
    timeoutMs: (name) => config.subgraphs[name]?.timeoutMs ?? subgraphTimeoutMs,
    maxResponseBytes,
    connectTimeoutMs,
  });
  return new Graph(supergraph, rules, planner, client);
}

function executionPolicy(
  { authorization, plan, signing, subgraphs }: GatewayConfig,
  limiter: OperationLimiter,
  logger: Logger,
): ExecutionPolicy {
  return {
    limiter,
    onRefusal: authorization.onRefusal,
    exposePlans: plan.expose,
    credentialsFor: ({ identity, call }) =>
      signing ? credentialsOf({ identity, client: clientFactsOf(call) }, signing.keys[0]) : noCredentials,
    propagation: new HeaderPropagation(subgraphs),
    report: (facts) => logger.warn(facts, 'subgraph failed'),
  };
}

/** What subgraphs may get of clients, and clients of subgraphs, pages may send and read. */
function corsRules({ subgraphs }: GatewayConfig, cors: NonNullable<GatewayConfig['cors']>): CorsRules {
  const rules = Object.values(subgraphs);
  return {
    ...cors,
    requestHeaders: rules.flatMap(({ requestHeaders }) => requestHeaders),
    responseHeaders: rules.flatMap(({ responseHeaders }) => responseHeaders),
  };
}
