import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A request as the double got it. */
export interface DoubleRequest {
  readonly operationName?: string;
  readonly query?: string;
  readonly variables: Record<string, unknown>;
  readonly extensions?: { readonly persistedQuery: { readonly sha256Hash: string } };
  readonly headers: IncomingMessage['headers'];
}

/** What a test makes the double answer: `cut` closes the connection after the work is done. */
export interface DoubleAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Play = (request: DoubleRequest) => DoubleAnswer | Promise<DoubleAnswer>;

/** A small HTTP server that plays the graph for clients: ids, sessions, and whatever a test makes it say. */
export class GraphDouble implements AsyncDisposable {
  readonly requests: DoubleRequest[] = [];
  /** Texts of the ids that it knows. */
  readonly known = new Map<string, string>();
  /** How often the answer to an operation will get lost on its way. */
  readonly lost = new Map<string, number>();
  readonly #plays = new Map<string, Play>();
  readonly #server: Server;
  takesIds = true;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<GraphDouble> {
    const double = new GraphDouble();
    double.#server.listen(0, '127.0.0.1');
    await once(double.#server, 'listening');
    return double;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/graphql`;
  }

  /** From now on this is what it answers to operations of that name. */
  plays(operationName: string, play: Play): void {
    this.#plays.set(operationName, play);
  }

  /** Requests for one operation. */
  asked(operationName: string): DoubleRequest[] {
    return this.requests.filter((request) => request.operationName === operationName);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const parsed = JSON.parse(Buffer.concat(chunks).toString()) as DoubleRequest;
    const request = { ...parsed, headers: incoming.headers };
    this.requests.push(request);
    const { status = 200, body, headers } = await this.#answer(request);
    const name = request.operationName ?? '';
    const losses = this.lost.get(name) ?? 0;
    if (losses > 0) {
      this.lost.set(name, losses - 1);
      response.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  #answer(request: DoubleRequest): DoubleAnswer | Promise<DoubleAnswer> {
    const id = request.extensions?.persistedQuery.sha256Hash;
    if (id && !this.takesIds) return refusal('PERSISTED_QUERY_NOT_SUPPORTED');
    if (id && request.query === undefined && !this.known.has(id)) return refusal('PERSISTED_QUERY_NOT_FOUND');
    if (id && request.query !== undefined) {
      if (createHash('sha256').update(request.query).digest('hex') !== id)
        return refusal('BAD_USER_INPUT', 400);
      this.known.set(id, request.query);
    }
    const play = this.#plays.get(request.operationName ?? '');
    return play ? play(request) : refusal('GRAPHQL_VALIDATION_FAILED', 400);
  }
}

/** An answer that refuses the whole request. */
export function refusal(code: string, status = 200): DoubleAnswer {
  return { status, body: { errors: [{ message: code, extensions: { code, traceId: 'trace-1' } }] } };
}
