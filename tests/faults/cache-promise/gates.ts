/** Something that waits until the schedule lets it go on. */
export interface Gate {
  open(): void;
}

/** Where the schedule holds what runs, and learns that it can go no further by itself. */
export class Gates {
  readonly held: Gate[] = [];
  readonly #armed: object[] = [];
  #blocked: (() => void)[] = [];

  /** The next that passes is held. @returns takes the order back, if nothing has passed */
  arm(): () => void {
    const arm = {};
    this.#armed.push(arm);
    return () => {
      const at = this.#armed.indexOf(arm);
      if (at >= 0) this.#armed.splice(at, 1);
    };
  }

  async pass(): Promise<void> {
    if (this.#armed.shift()) await this.hold();
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
