import { HttpError } from './http-error';

/** Seconds after which a refused client may try again. */
const retryAfter = 1;

/**
 * Bounds how many operations are under way at once. There is no queue: what waits here would be late, and everything after
 * it too. An operation counts from when its body was read, so clients that send slowly take nobody's place.
 */
export class Admission {
  #underWay = 0;

  constructor(private readonly mostOperations: number) {}

  /** @throws HttpError 503 when no operation may begin; to be asked before anything costs much. */
  requireRoom(): void {
    if (this.#underWay < this.mostOperations) return;
    const message = 'Too many operations are under way; ask again in a second.';
    throw new HttpError(503, 'RATE_LIMITED', message, { 'retry-after': String(retryAfter) }, { retryAfter });
  }

  /**
   * Counts an operation until {@link leave}.
   * @throws HttpError 503 as {@link requireRoom} does
   */
  enter(): void {
    this.requireRoom();
    this.#underWay += 1;
  }

  leave(): void {
    this.#underWay -= 1;
  }
}
