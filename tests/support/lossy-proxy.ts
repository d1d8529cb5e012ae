import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands in front of a server, and may lose what is said to it: then nothing is answered, and connections stay. */
export class LossyProxy implements AsyncDisposable {
  /** Whether what comes from now on is lost. */
  loses = false;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(port: number): Promise<LossyProxy> {
    const server = createServer((socket) => proxy.#accept(socket, port));
    const proxy = new LossyProxy(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #accept(socket: Socket, port: number): void {
    const onward = connect(port, '127.0.0.1');
    socket.on('data', (said) => {
      if (!this.loses) onward.write(said);
    });
    onward.pipe(socket);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
