import { Pool } from 'undici';
import { Exchange, unreachable } from './exchange';
import { type SubgraphCall } from './subgraph-call';
import { type OnOutcome, type SubgraphRequest } from './subgraph-request';
import { UpstreamError } from './upstream-error';

export interface SubgraphClientOptions {
  /** GraphQL endpoint by subgraph name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Milliseconds that one request may take, body included. */
  timeoutMs(subgraph: string): number;
  /** Bytes of a response body, after which it is given up. */
  readonly maxResponseBytes: number;
  /** Milliseconds until a connection has to stand. */
  readonly connectTimeoutMs: number;
}

interface Target {
  readonly pool: Pool;
  /** Path with query, as on the request line. */
  readonly path: string;
  readonly timeoutMs: number;
}

/** Names and values in turn: undici takes them so, and copies them. */
const constantHeaders: readonly string[] = [
  ...['content-type', 'application/json'],
  ...['accept', 'application/graphql-response+json, application/json;q=0.9'],
];

/** Speaks GraphQL over HTTP with subgraphs, over one keep-alive pool per origin. */
export class SubgraphClient {
  readonly #pools = new Map<string, Pool>();
  readonly #targets = new Map<string, Target>();

  constructor(private readonly options: SubgraphClientOptions) {}

  /**
   * Sends one request once; `SendToSubgraph` says how the outcome is told.
   * @param leftMs milliseconds that are left of the client's request; with none, nothing is sent
   */
  send(request: SubgraphRequest, call: SubgraphCall, leftMs: number, onOutcome: OnOutcome): void {
    const { subgraph, body } = request;
    const exchange = new Exchange(request, call, this.options.maxResponseBytes, onOutcome);
    // Nobody waits for it any more, and a mutation must not happen behind the client's back.
    if (call.inFlight.hasLeft) return exchange.leave();
    if (leftMs <= 0) {
      const message = 'No time was left for the subgraph.';
      return exchange.end(new UpstreamError('SUBREQUEST_TIMEOUT', subgraph, message));
    }
    try {
      const { pool, path, timeoutMs } = this.#target(subgraph);
      const headers = constantHeaders.slice();
      call.addHeaders(headers, request, path, leftMs);
      exchange.start(Math.min(timeoutMs, leftMs));
      pool.dispatch({ method: 'POST', path, headers, body }, exchange);
    } catch (error) {
      exchange.end(unreachable(subgraph, error));
    }
  }

  /** Closes all connections; requests under way end first. */
  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  /** @throws TypeError without a usable URL. */
  #target(subgraph: string): Target {
    const known = this.#targets.get(subgraph);
    if (known) return known;
    const text = this.options.urls.get(subgraph) ?? '';
    if (!URL.canParse(text)) throw new TypeError(`No usable URL: "${text}".`);
    const { origin, pathname, search } = new URL(text);
    const timeoutMs = this.options.timeoutMs(subgraph);
    const target = { pool: this.#pool(origin), path: pathname + search, timeoutMs };
    this.#targets.set(subgraph, target);
    return target;
  }

  #pool(origin: string): Pool {
    const known = this.#pools.get(origin);
    if (known) return known;
    // Exchange alone keeps the time, which counts from the start and over the body.
    const options = { connectTimeout: this.options.connectTimeoutMs, headersTimeout: 0, bodyTimeout: 0 };
    const pool = new Pool(origin, options);
    this.#pools.set(origin, pool);
    return pool;
  }
}
