/** Something that waits until the schedule lets it go on. */
export interface Gate {
  open(): void;
}

/** What is held: a subgraph between its SQL and its answer, or who raises what others left. */
export type Kind = 'read' | 'sweep';

/** Where the schedule holds what runs, and learns that it can go no further by itself. */
export class Gates {
  readonly held: Gate[] = [];
  readonly #armed: Kind[] = [];
  #blocked: (() => void)[] = [];

  /** The next of its kind that passes is held. */
  arm(kind: Kind): void {
    this.#armed.push(kind);
  }

  /** Takes one such order back, if there is one. */
  disarm(kind: Kind): boolean {
    const at = this.#armed.indexOf(kind);
    if (at >= 0) this.#armed.splice(at, 1);
    return at >= 0;
  }

  async pass(kind: Kind): Promise<void> {
    if (this.disarm(kind)) await this.hold();
  }

  hold(): Promise<void> {
    return new Promise((resolve) => {
      const gate = {
        open: () => {
          this.held.splice(this.held.indexOf(gate), 1);
          resolve();
        },
      };
      this.held.push(gate);
      this.block();
    });
  }

  openAll(): void {
    this.#armed.length = 0;
    for (const gate of [...this.held]) gate.open();
  }

  /** Somebody waits for somebody else. */
  block(): void {
    const waiting = this.#blocked;
    this.#blocked = [];
    for (const resolve of waiting) resolve();
  }

  /** Resolves when the next one is held, or waits for one that is. */
  nextBlocked(): Promise<void> {
    return new Promise((resolve) => this.#blocked.push(resolve));
  }
}
