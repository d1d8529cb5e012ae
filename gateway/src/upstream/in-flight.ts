/** Something under way that can be given up. */
export interface Leavable {
  /** The client has left. */
  leave(): void;
}

/**
 * What is under way for one client. One listener serves all of it; it stays with the signal, which is expected to
 * live no longer than the client's request.
 */
export class InFlight {
  readonly #members = new Set<Leavable>();
  #isListening = false;

  constructor(private readonly signal: AbortSignal) {}

  get hasLeft(): boolean {
    return this.signal.aborted;
  }

  add(member: Leavable): void {
    this.#members.add(member);
    if (this.#isListening) return;
    this.#isListening = true;
    this.signal.addEventListener('abort', () => this.#leave(), { once: true });
  }

  delete(member: Leavable): void {
    this.#members.delete(member);
  }

  #leave(): void {
    for (const member of this.#members) member.leave();
  }
}
