import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Second word of a CancelRequest, the first of a connection that asks for nothing else. */
const cancelRequestCode = 80_877_102;

/** Stands in front of a PostgreSQL server and decides when, and whether, cancel requests get there. */
export class PostgresProxy implements AsyncDisposable {
  /** What becomes of cancel requests that come from now on. */
  cancels: 'PASS' | 'HOLD' | 'LOSE' = 'PASS';
  /** How many came. */
  cancelCount = 0;
  readonly #target: URL;
  readonly #held: (() => Promise<void>)[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, target: URL) {
    this.#server = server;
    this.#target = target;
  }

  static async start(databaseUrl: string): Promise<PostgresProxy> {
    const server = createServer((socket) => proxy.#accept(socket));
    const proxy = new PostgresProxy(server, new URL(databaseUrl));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The database, by way of the proxy. */
  get url(): string {
    const url = new URL(this.#target);
    url.host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Lets those through that were held; resolves when the server has acted on them. */
  async release(): Promise<void> {
    this.cancels = 'PASS';
    await Promise.all(this.#held.splice(0).map((pass) => pass()));
  }

  #accept(socket: Socket): void {
    this.#track(socket);
    socket.once('data', (first: Buffer) => {
      const pass = () => this.#pass(socket, first);
      if (first.length < 8 || first.readInt32BE(4) !== cancelRequestCode) return void pass();
      this.cancelCount += 1;
      if (this.cancels === 'LOSE') return void socket.end();
      if (this.cancels === 'HOLD') return void this.#held.push(pass);
      void pass();
    });
  }

  /** Resolves when the server closes the connection. */
  #pass(socket: Socket, first: Buffer): Promise<void> {
    const { port, hostname } = this.#target;
    const onward = this.#track(connect(Number(port), hostname));
    onward.write(first);
    socket.pipe(onward);
    onward.pipe(socket);
    socket.on('close', () => onward.destroy());
    return new Promise((resolve) => onward.once('close', () => resolve()));
  }

  #track(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
