import { TokenRefusal, TokensUncheckable } from '../token-refusal';

/** Sessions that are held at most; about 150 MB. */
const defaultMost = 1_000_000;

/** Least time between two looks for sessions that nobody needs to know any more, in milliseconds. */
const pruneEveryMs = 60_000;

/** Sessions that were ended and whose access tokens have not all expired by themselves. */
export class RevokedSessions {
  /** When the last token of each has expired, in milliseconds since 1970. In the order in which they became known. */
  readonly #heldUntilMs = new Map<string, number>();
  #isComplete = false;
  #prunedAtMs = -Infinity;

  /** @param toleranceMs by which tokens are accepted past their end. */
  constructor(
    private readonly toleranceMs: number,
    private readonly most = defaultMost,
  ) {}

  get size(): number {
    return this.#heldUntilMs.size;
  }

  /** To be called when all that was revoked before this process began is known. */
  complete(): void {
    this.#isComplete = true;
  }

  /**
   * @param tokensExpireAtMs milliseconds since 1970; NaN holds the session for as long as the process lives.
   * @returns false when another one had to be forgotten for it, the one that has been known for longest.
   */
  add(sessionId: string, tokensExpireAtMs: number, nowMs: number): boolean {
    const untilMs = tokensExpireAtMs + this.toleranceMs;
    if (untilMs <= nowMs) return true;
    this.#heldUntilMs.set(sessionId, untilMs);
    if (this.#heldUntilMs.size <= this.most) return true;
    const [oldest] = this.#heldUntilMs.keys();
    if (oldest !== undefined) this.#heldUntilMs.delete(oldest);
    return false;
  }

  /** Forgets sessions whose tokens have all expired. May be called often. */
  prune(nowMs: number): void {
    if (nowMs - this.#prunedAtMs < pruneEveryMs) return;
    this.#prunedAtMs = nowMs;
    for (const [sessionId, untilMs] of this.#heldUntilMs) {
      if (untilMs <= nowMs) this.#heldUntilMs.delete(sessionId);
    }
  }

  /**
   * @param sessionId the claim `sid`; a token without one belongs to no session, and nobody can revoke it.
   * @throws TokenRefusal when the session has ended; TokensUncheckable as long as it could have and nobody knows.
   */
  check(sessionId: string | undefined): void {
    if (sessionId === undefined) return;
    if (this.#heldUntilMs.has(sessionId)) {
      throw new TokenRefusal('The session has ended; sign in again.');
    }
    if (!this.#isComplete) throw new TokensUncheckable('What was revoked is not known yet.');
  }
}
