import { createServer, type IncomingHttpHeaders, request as sendRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it went through. */
export interface PassedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** Stands in front of one server, passes everything on as it came, and counts. */
export class CountingProxy implements AsyncDisposable {
  /** Paths of the requests since the last {@link reset}. */
  readonly seen: string[] = [];
  /** The requests since then that have ended. */
  readonly requests: PassedRequest[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `target` is asked for each request, so what stands behind may move. */
  static async start(target: () => string): Promise<CountingProxy> {
    const server = createServer((request, response) => {
      proxy.seen.push(request.url ?? '');
      const { method, headers } = request;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        proxy.requests.push({
          headers,
          rawHeaders: request.rawHeaders,
          body: Buffer.concat(chunks).toString(),
        });
      });
      const onward = sendRequest(`${target()}${request.url}`, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      request.pipe(onward);
    });
    const proxy = new CountingProxy(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.seen.length = 0;
    this.requests.length = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
