import { AgingPool } from './aging-pool';
import { noPass } from './circuit-breaker';
import { Exchange, type Route } from './exchange';
import { type SubgraphCall } from './subgraph-call';
import { type SubgraphHealths } from './subgraph-health';
import { type OnOutcome, type SubgraphRequest } from './subgraph-request';
import { deadlineExceeded, unavailable, unreachable, type UpstreamError } from './upstream-error';

export interface SubgraphClientOptions {
  /** GraphQL endpoint by subgraph name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Milliseconds that one request may take, body included. */
  timeoutMs(subgraph: string): number;
  /** Bytes of a response body, after which it is given up. */
  readonly maxResponseBytes: number;
  /** Milliseconds until a connection has to stand. */
  readonly connectTimeoutMs: number;
  /** Connections to one origin; more requests wait for one, and their time runs. */
  readonly maxConnections: number;
  /** Milliseconds after which a connection takes no more requests, so that a new one finds the origin's new address. */
  readonly connectionLifetimeMs: number;
  /** What is known of the subgraphs; it outlives this client. */
  readonly health: SubgraphHealths;
}

/**
 * Milliseconds that a connection may be idle. Node.js as a server closes after 5,000, others later; a subgraph that
 * says another time in `Keep-Alive` is believed.
 */
const keepAliveTimeout = 4_000;

/** Names and values in turn: undici takes them so, and copies them. No `accept-encoding`: ADR 23 says why. */
const constantHeaders: readonly string[] = [
  ...['content-type', 'application/json'],
  ...['accept', 'application/graphql-response+json, application/json;q=0.9'],
];

/** Speaks GraphQL over HTTP with subgraphs, over one keep-alive pool per origin. */
export class SubgraphClient {
  readonly #pools = new Map<string, AgingPool>();
  readonly #routes = new Map<string, Route>();

  constructor(private readonly options: SubgraphClientOptions) {}

  /**
   * Sends one request; `SendToSubgraph` says how the outcome is told.
   * @param leftMs milliseconds that are left of the client's request; with none, nothing is sent
   */
  send(request: SubgraphRequest, call: SubgraphCall, leftMs: number, onOutcome: OnOutcome): void {
    const { subgraph } = request;
    // Nobody waits for it any more, and a mutation must not happen behind the client's back.
    if (call.inFlight.hasLeft) {
      return refuse(unreachable(subgraph, new Error('The client left.')), call, onOutcome);
    }
    if (leftMs <= 0) return refuse(deadlineExceeded(subgraph), call, onOutcome);
    const route = this.#route(subgraph);
    if (!route) {
      const cause = new TypeError(`No usable URL: "${this.options.urls.get(subgraph)}".`);
      return refuse(unreachable(subgraph, cause), call, onOutcome);
    }
    const pass = route.health.breaker.admit();
    if (pass === noPass) return refuse(unavailable(subgraph), call, onOutcome);
    new Exchange(request, call, route, pass, onOutcome).start(leftMs);
  }

  /** Closes all connections; requests under way end first. */
  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  /** @returns `undefined` without a usable URL. */
  #route(subgraph: string): Route | undefined {
    const known = this.#routes.get(subgraph);
    if (known) return known;
    const url = this.options.urls.get(subgraph) ?? '';
    if (!URL.canParse(url)) return undefined;
    const { origin, pathname, search } = new URL(url);
    const { health, maxResponseBytes } = this.options;
    const [pool, path] = [this.#pool(origin), pathname + search];
    const route: Route = {
      health: health.of(subgraph, url),
      timeoutMs: this.options.timeoutMs(subgraph),
      maxResponseBytes,
      dispatch: (exchange, leftMs) => {
        const { request, call } = exchange;
        const headers = constantHeaders.slice();
        call.addHeaders(headers, request, path, leftMs);
        pool.dispatch({ method: 'POST', path, headers, body: request.body }, exchange);
      },
    };
    this.#routes.set(subgraph, route);
    return route;
  }

  #pool(origin: string): AgingPool {
    const known = this.#pools.get(origin);
    if (known) return known;
    const { connectTimeoutMs, maxConnections, connectionLifetimeMs } = this.options;
    const pool = new AgingPool(origin, {
      connectTimeout: connectTimeoutMs,
      connections: maxConnections,
      lifetimeMs: connectionLifetimeMs,
      keepAliveTimeout,
      // Exchange alone keeps the time, which counts from the start and over the body.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.#pools.set(origin, pool);
    return pool;
  }
}

/** The outcome of a request that is not sent. */
function refuse(failure: UpstreamError, call: SubgraphCall, onOutcome: OnOutcome): void {
  call.onFailure(failure);
  process.nextTick(onOutcome, failure);
}
