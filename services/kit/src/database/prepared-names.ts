/** Each is kept by every connection, with its plan. */
const mostNames = 100;
/** Texts of which it is not known yet whether they come again. */
const mostSeenOnce = 500;

/**
 * Gives names to the statements that come again, so that PostgreSQL reads and plans each of them once for a connection and
 * not every time. There is an end to them: clients choose page sizes, and each makes texts of its own.
 */
export class PreparedNames {
  readonly #names = new Map<string, string>();
  readonly #seenOnce = new Set<string>();
  #last = 0;

  /** Undefined for what comes for the first time, or too late. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= mostNames) return known;
    if (this.#seenOnce.delete(text)) return this.renew(text);
    if (this.#seenOnce.size >= mostSeenOnce) this.#seenOnce.clear();
    this.#seenOnce.add(text);
    return undefined;
  }

  /** Another name than before, which makes every connection prepare it anew. */
  renew(text: string): string {
    const name = `s${++this.#last}`;
    this.#names.set(text, name);
    return name;
  }
}

/** Whether a statement was prepared before a column that it answers changed its type, and can never run again. */
export function isOutdatedPlan(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === '0A000' && message === 'cached plan must not change result type';
}
