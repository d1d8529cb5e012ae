import { type Pricing } from '../../execution/pricing';
import { type AnswerHeaders } from '../answer-headers';
import { type BudgetSettings, type TakenPoints } from './budget';

/** What one operation costs, for who wants to know: a budget, the client, or both. */
export class Charge {
  #actual: number | undefined;
  #remaining: number | undefined;

  constructor(
    /** What the parts of its answer cost. */
    readonly pricing: Pricing,
    readonly staticCost: number,
    private readonly isAsked: boolean,
    private readonly taken?: { readonly points: TakenPoints; readonly count: number },
  ) {
    this.#remaining = taken?.points.remaining;
  }

  /**
   * Gives back what was taken and not used.
   * @param actual what the operation cost in the end; `undefined` when it did not run
   */
  settle(actual: number | undefined): void {
    this.#actual = actual;
    if (!this.taken) return;
    const unused = Math.max(0, this.taken.count - (actual === undefined ? 0 : Math.max(1, actual)));
    this.taken.points.giveBack(unused);
    this.#remaining = this.taken.points.remaining + unused;
  }

  /** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers). */
  tell(settings: BudgetSettings | undefined, headers: AnswerHeaders): void {
    if (!settings || !this.taken) return;
    headers.values.set('ratelimit-policy', policyHeader(settings));
    headers.values.set('ratelimit', `"cost";r=${this.#remaining};t=${this.taken.points.seconds}`);
  }

  /** What the client asked to see. */
  get extension(): Readonly<Record<string, unknown>> | undefined {
    if (!this.isAsked) return undefined;
    const remaining = this.#remaining === undefined ? {} : { remaining: this.#remaining };
    return { cost: { static: this.staticCost, actual: this.#actual, ...remaining } };
  }
}

export function policyHeader({ points, windowSeconds }: BudgetSettings): string {
  return `"cost";q=${points};w=${windowSeconds}`;
}
