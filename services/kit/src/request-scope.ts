import { AsyncLocalStorage } from 'node:async_hooks';

/** Why nobody waits for a request's answer any more. */
export class RequestOverError extends Error {
  override readonly name = 'RequestOverError';
}

/** `traceparent` and `tracestate`, as far as they came. */
export type TraceHeaders = Readonly<Record<string, string>>;

const scopes = new AsyncLocalStorage<RequestScope>();

/** How long work for one request is worth doing: until its deadline, or until whoever asked has left. */
export class RequestScope {
  readonly #controller = new AbortController();
  readonly #endsAtMs: number;
  readonly #timer: NodeJS.Timeout | undefined;

  /**
   * @param limitMs time from now on; without it only departure ends the request early
   * @param trace headers of W3C Trace Context with which the request came; calls made for it carry them on
   */
  constructor(
    limitMs?: number,
    readonly trace: TraceHeaders = {},
  ) {
    this.#endsAtMs = performance.now() + (limitMs ?? Infinity);
    if (limitMs === undefined) return;
    this.#timer = setTimeout(() => this.#end('The time for this request is over.'), limitMs);
    this.#timer.unref();
  }

  /** Aborted when nobody waits any more, with a {@link RequestOverError}. Never once the answer was sent. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds that are left; `Infinity` without a deadline. */
  get leftMs(): number {
    return Math.max(0, this.#endsAtMs - performance.now());
  }

  /** Whoever asked is gone without the answer. */
  leave(): void {
    clearTimeout(this.#timer);
    this.#end('Whoever asked has left.');
  }

  /** The answer was sent. */
  finish(): void {
    clearTimeout(this.#timer);
  }

  /** Runs `work`, and all that it begins, for this request. */
  run(work: () => void): void {
    scopes.run(this, work);
  }

  #end(reason: string): void {
    this.#controller.abort(new RequestOverError(reason));
  }
}

/** The request for which the running code works; none in the background. */
export function currentRequest(): RequestScope | undefined {
  return scopes.getStore();
}
