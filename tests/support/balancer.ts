import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';

interface Backend {
  readonly origin: string;
  readonly pool: Pool;
  isReady: boolean;
  answered: number;
}

const pollMs = 200;

/**
 * Shares requests among gateways as simple balancers do: it asks each for `/ready` five times a second, sends nothing to
 * one that says no, and never tries again.
 */
export class Balancer implements AsyncDisposable {
  readonly #backends: Backend[] = [];
  readonly #server: Server;
  readonly #polling: NodeJS.Timeout;
  #turn = 0;

  private constructor() {
    this.#server = createServer((request, response) => void this.#pass(request, response));
    this.#polling = setInterval(() => this.#backends.forEach((backend) => void poll(backend)), pollMs);
  }

  static async start(...urls: string[]): Promise<Balancer> {
    const balancer = new Balancer();
    await Promise.all(urls.map((url) => balancer.add(url)));
    balancer.#server.listen(0, '127.0.0.1');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @param url anywhere at the gateway */
  async add(url: string): Promise<void> {
    const { origin } = new URL(url);
    const backend = { origin, pool: new Pool(origin), isReady: false, answered: 0 };
    await poll(backend);
    this.#backends.push(backend);
  }

  /** How many answers of a gateway were passed on. */
  answeredBy(url: string): number {
    return this.#backends.find(({ origin }) => origin === new URL(url).origin)?.answered ?? 0;
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ready = this.#backends.filter(({ isReady }) => isReady);
    this.#turn += 1;
    const backend = ready[this.#turn % ready.length];
    if (!backend) return void response.writeHead(503).end('{"errors":[{"message":"no gateway"}]}');
    try {
      const body = Buffer.concat(await request.toArray());
      const headers = { 'content-type': 'application/json' };
      const answer = await backend.pool.request({ method: 'POST', path: '/graphql', headers, body });
      const text = await answer.body.text();
      backend.answered += 1;
      response.writeHead(answer.statusCode).end(text);
    } catch (error) {
      response.writeHead(502).end(JSON.stringify({ errors: [{ message: String(error) }] }));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#polling);
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await Promise.all(this.#backends.map(({ pool }) => pool.destroy()));
  }
}

async function poll(backend: Backend): Promise<void> {
  const response = await fetch(new URL('/ready', backend.origin)).catch(() => null);
  backend.isReady = response?.status === 200;
}
