import { type Server } from 'node:http';
import { type Socket } from 'node:net';

/**
 * Knows which connections of a server are waiting for an answer. Node.js can close those that have gone idle, but not
 * those that were opened ahead and never used: they would keep a server from closing until the other side leaves.
 */
export class Connections {
  readonly #answersDue = new Map<Socket, number>();

  constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#answersDue.set(socket, 0);
      socket.once('close', () => this.#answersDue.delete(socket));
    });
    server.prependListener('request', ({ socket }, response) => {
      this.#count(socket, 1);
      response.once('close', () => {
        this.#count(socket, -1);
        if (!server.listening) this.closeIdle();
      });
    });
  }

  /** Closes all connections on which nobody waits for an answer. */
  closeIdle(): void {
    for (const [socket, due] of this.#answersDue) if (due === 0) socket.destroySoon();
  }

  /**
   * Takes no more connections and lets answers under way finish; cuts off what is left after `graceMs`.
   */
  async drain(graceMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.closeIdle();
    const cutOff = setTimeout(() => this.server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(cutOff);
  }

  #count(socket: Socket, change: 1 | -1): void {
    const due = this.#answersDue.get(socket);
    if (due !== undefined) this.#answersDue.set(socket, due + change);
  }
}
