import type { TokenPairValue } from '@nutgraf/users/sessions/session-tokens';

const dayMs = 86_400_000;

/** What presenting a token brings: a pair never seen before, one that was issued before, or a refusal. */
export type Expected =
  | { readonly kind: 'NEW' }
  | { readonly kind: 'SAME'; readonly pair: TokenPairValue }
  | { readonly kind: 'REFUSED'; readonly code: string };

/** What a client got. */
export type Actual =
  | { readonly kind: 'PAIR'; readonly pair: TokenPairValue }
  | { readonly kind: 'REFUSED'; readonly code: string };

/** What should be true of one session: the promise in its simplest form, a list of all pairs ever issued. */
export class TokenFamilyModel {
  isRevoked = false;
  isSuspended = false;
  readonly #createdAt: number;
  #pairs: readonly TokenPairValue[];
  #refreshedAt: number;

  constructor(first: TokenPairValue, now: number) {
    this.#pairs = [first];
    this.#createdAt = this.#refreshedAt = now;
  }

  /** The same, to try out what would be. */
  clone(): TokenFamilyModel {
    const [first] = this.#pairs;
    if (!first) throw new Error('A family has at least one pair.');
    const clone = new TokenFamilyModel(first, this.#createdAt);
    clone.#pairs = this.#pairs;
    clone.#refreshedAt = this.#refreshedAt;
    clone.isRevoked = this.isRevoked;
    clone.isSuspended = this.isSuspended;
    return clone;
  }

  /** All there ever were, the oldest first. */
  get pairs(): readonly TokenPairValue[] {
    return this.#pairs;
  }

  get expiresAt(): number {
    return Math.min(this.#refreshedAt + 30 * dayMs, this.#createdAt + 180 * dayMs);
  }

  isAlive(now: number): boolean {
    return !this.isRevoked && now < this.expiresAt;
  }

  /**
   * Presents a token and compares what a client got.
   * @returns Whether that is what should come of it.
   */
  agrees(token: string, actual: Actual, now: number): boolean {
    const expected = this.#present(token, now);
    if (expected.kind === 'REFUSED') return actual.kind === 'REFUSED' && actual.code === expected.code;
    if (actual.kind !== 'PAIR') return false;
    if (expected.kind === 'SAME') return JSON.stringify(actual.pair) === JSON.stringify(expected.pair);
    if (this.#pairs.some(({ refreshToken }) => refreshToken === actual.pair.refreshToken)) return false;
    this.#pairs = [...this.#pairs, actual.pair];
    this.#refreshedAt = now;
    return true;
  }

  #present(token: string, now: number): Expected {
    if (!this.isAlive(now)) return dead;
    const age = this.#pairs
      .map(({ refreshToken }) => refreshToken)
      .reverse()
      .indexOf(token);
    if (age === -1) return dead;
    if (age > 1 || (age === 1 && now - this.#refreshedAt > 10_000)) {
      this.isRevoked = true;
      return dead;
    }
    if (this.isSuspended) return { kind: 'REFUSED', code: 'ACCOUNT_SUSPENDED' };
    const active = this.#pairs.at(-1);
    return age === 1 && active ? { kind: 'SAME', pair: active } : { kind: 'NEW' };
  }
}

const dead: Expected = { kind: 'REFUSED', code: 'INVALID_OR_EXPIRED_TOKEN' };
