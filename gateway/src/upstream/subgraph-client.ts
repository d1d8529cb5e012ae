import { type Dispatcher, Pool } from 'undici';
import { Deadline } from './deadline';
import { readBody, ResponseTooLargeError } from './read-body';
import { readResponse } from './read-response';
import { type SubgraphRequest, type SubgraphResponse } from './subgraph-request';
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

export interface SubgraphCall {
  /** Headers by name, or what makes them from the exact body and path, for signing. */
  readonly headers:
    Readonly<Record<string, string>> | ((body: string, path: string) => Readonly<Record<string, string>>);
  readonly signal?: AbortSignal | undefined;
  /** Told of the headers of an answer, whatever its body turns out to be. */
  readonly onHeaders?: ((headers: Dispatcher.ResponseData['headers']) => void) | undefined;
  /** Milliseconds that are left of the client's request. */
  readonly deadlineMs?: number | undefined;
  /** Told of an answer as soon as it was read, whatever it says. */
  readonly onAnswer?: ((facts: AnswerFacts) => void) | undefined;
}

/** What came back, and for how much. */
export interface AnswerFacts {
  /** HTTP status. */
  readonly status: number;
  /** Bytes of the bodies, without headers. */
  readonly requestBytes: number;
  readonly responseBytes: number;
}

interface Target {
  readonly pool: Pool;
  /** Path with query, as on the request line. */
  readonly path: string;
}

/** Speaks GraphQL over HTTP with subgraphs, over one keep-alive pool per origin. */
export class SubgraphClient {
  readonly #pools = new Map<string, Pool>();
  readonly #targets = new Map<string, Target>();

  constructor(private readonly options: SubgraphClientOptions) {}

  /**
   * Sends one request once. A well-formed GraphQL answer is used whatever its status.
   * @throws UpstreamError when there is none in time.
   */
  async send(request: SubgraphRequest, call: SubgraphCall): Promise<SubgraphResponse> {
    const { subgraph } = request;
    const { pool, path } = this.#target(subgraph);
    const body = requestBody(request);
    const timeoutMs = Math.min(this.options.timeoutMs(subgraph), call.deadlineMs ?? Infinity);
    const deadline = new Deadline(timeoutMs, call.signal);
    try {
      const response = await pool.request({
        method: 'POST',
        path,
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          ...(typeof call.headers === 'function' ? call.headers(body, path) : call.headers),
        },
        body,
        signal: deadline.signal,
      });
      call.onHeaders?.(response.headers);
      const text = await readBody(response, this.options.maxResponseBytes);
      call.onAnswer?.({
        status: response.statusCode,
        requestBytes: Buffer.byteLength(body),
        responseBytes: Buffer.byteLength(text),
      });
      return readResponse(text) ?? refuse(subgraph, response);
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      throw translate(subgraph, error, deadline.isOver);
    } finally {
      deadline.clear();
    }
  }

  /** Closes all connections; requests under way end first. */
  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  #target(subgraph: string): Target {
    const known = this.#targets.get(subgraph);
    if (known) return known;
    const text = this.options.urls.get(subgraph) ?? '';
    if (!URL.canParse(text)) throw unreachable(subgraph, new TypeError(`No usable URL: "${text}".`));
    const { origin, pathname, search } = new URL(text);
    const target = { pool: this.#pool(origin), path: pathname + search };
    this.#targets.set(subgraph, target);
    return target;
  }

  #pool(origin: string): Pool {
    const known = this.#pools.get(origin);
    if (known) return known;
    // Time is kept by Deadline alone, which counts from the start and over the body.
    const options = { connectTimeout: this.options.connectTimeoutMs, headersTimeout: 0, bodyTimeout: 0 };
    const pool = new Pool(origin, options);
    this.#pools.set(origin, pool);
    return pool;
  }
}

function requestBody({ query, variables, operationName }: SubgraphRequest): string {
  return JSON.stringify({ query, variables, operationName });
}

function refuse(subgraph: string, response: Dispatcher.ResponseData): never {
  const status = response.statusCode;
  const isSuccess = status >= 200 && status < 300;
  throw isSuccess
    ? new UpstreamError(
        'SUBREQUEST_MALFORMED_RESPONSE',
        subgraph,
        'The subgraph gave an answer that is not GraphQL.',
        { status },
      )
    : new UpstreamError('SUBREQUEST_HTTP_ERROR', subgraph, `The subgraph answered with status ${status}.`, {
        status,
      });
}

function translate(subgraph: string, cause: unknown, isTimeout: boolean): UpstreamError {
  if (isTimeout) {
    return new UpstreamError('SUBREQUEST_TIMEOUT', subgraph, 'The subgraph did not answer in time.', {
      cause,
    });
  }
  if (cause instanceof ResponseTooLargeError) {
    const message = 'The subgraph gave an answer that is too large.';
    return new UpstreamError('SUBREQUEST_MALFORMED_RESPONSE', subgraph, message, { cause });
  }
  return unreachable(subgraph, cause);
}

function unreachable(subgraph: string, cause: unknown): UpstreamError {
  return new UpstreamError('SUBREQUEST_HTTP_ERROR', subgraph, 'The subgraph could not be reached.', {
    cause,
  });
}
