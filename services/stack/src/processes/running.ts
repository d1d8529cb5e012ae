/** A process that was launched, whatever it is: a server, a service, the gateway. */
export interface Running {
  /** Resolves when it serves; rejects with a StackError when it ends before, or takes too long. */
  readonly ready: Promise<void>;
  /** Resolves, never rejects, with how it ended: `exit code 1`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  /** Asks it to finish what it does and waits until it is gone; insists when that takes too long. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}
