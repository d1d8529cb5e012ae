import { type Departure } from './departure';

/** Something under way that can be given up. */
export interface Leavable {
  /** The client has left. */
  leave(): void;
}

/**
 * What is under way for one client. One listener serves all of it; it stays with the departure, which
 * lives no longer than the client's request.
 */
export class InFlight {
  readonly #members = new Set<Leavable>();
  #isListening = false;

  constructor(private readonly departure: Departure) {}

  get hasLeft(): boolean {
    return this.departure.hasHappened;
  }

  add(member: Leavable): void {
    this.#members.add(member);
    if (this.#isListening) return;
    this.#isListening = true;
    this.departure.onHappened(() => this.#leave());
  }

  delete(member: Leavable): void {
    this.#members.delete(member);
  }

  #leave(): void {
    for (const member of this.#members) member.leave();
  }
}
