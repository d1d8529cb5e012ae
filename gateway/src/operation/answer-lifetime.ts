import { cacheDirectives, secondsOf } from '../upstream/cache-directives';

/**
 * For how long the answer to one client may be kept, and by whom: the least of what subgraphs said of the parts it is
 * made of (RFC 9111 section 5.2.2). A part of which nothing was said is not to be kept.
 */
export class AnswerLifetime {
  /** Seconds, for whoever keeps it for one client. */
  maxAge = Infinity;
  /** Seconds, for whoever keeps it for many. */
  sharedMaxAge = Infinity;
  /** It is for one client alone. */
  isPrivate = false;
  /** Once it is stale it must not be used, whatever happens. */
  mustRevalidate = false;
  /** Whether a subgraph spoke of its part. */
  isLimited = false;
  /** Whether a subgraph was silent about its part. */
  hasSilentPart = false;
  #isKeptFromBrowsers = false;

  /** Who keeps it for one client does not hear of writes, and must not. Who keeps it for many was put there to do so. */
  keepFromBrowsers(): void {
    this.#isKeptFromBrowsers = true;
  }

  /** Something about the client went into a part. */
  becomePrivate(): void {
    this.isPrivate = true;
  }

  /** It is not to be kept at all. */
  forbid(): void {
    this.isLimited = true;
    this.maxAge = this.sharedMaxAge = 0;
  }

  /**
   * Takes the headers of a subgraph's answer into account.
   * @param headers names and values in turn
   */
  addPart(headers: readonly Buffer[]): void {
    // Nothing can make it longer again.
    if (this.isLimited && this.maxAge <= 0 && this.sharedMaxAge <= 0) return;
    let cacheControl: string | undefined;
    let age: Buffer | undefined;
    for (let index = 0; index < headers.length; index += 2) {
      const name = headers[index]!;
      // Of all names that subgraphs send, few are as long as these: nothing is decoded for the others.
      if (name.length === 13) {
        if (isNamed(name, 'cache-control')) cacheControl = joined(cacheControl, headers[index + 1]!);
      } else if (name.length === 3) {
        if (isNamed(name, 'age')) age = headers[index + 1];
      } else if (name.length === 4 && isNamed(name, 'vary') && headers[index + 1]!.includes('*')) {
        return this.forbid();
      }
    }
    if (cacheControl === undefined) this.hasSilentPart = true;
    else this.#limit(cacheControl, age === undefined ? 0 : secondsOf(age.toString('latin1'), Infinity));
  }

  /**
   * Takes a part into account that was kept.
   * @param cacheControl with which it came
   * @param age seconds since then
   */
  addKeptPart(cacheControl: string, age: number): void {
    if (this.isLimited && this.maxAge <= 0 && this.sharedMaxAge <= 0) return;
    this.#limit(cacheControl, age);
  }

  #limit(cacheControl: string, age: number): void {
    const directives = cacheDirectives(cacheControl);
    // What is kept is never asked about again, so what must be asked about is not kept.
    if (directives.forbidsStoring) return this.forbid();
    const { isPrivate, mustRevalidate, maxAge = 0, sharedMaxAge = maxAge } = directives;
    if (isPrivate) this.isPrivate = true;
    if (mustRevalidate) this.mustRevalidate = true;
    this.#restrict(Math.max(maxAge - age, 0), Math.max(sharedMaxAge - age, 0));
  }

  #restrict(maxAge: number, sharedMaxAge: number): void {
    this.isLimited = true;
    this.maxAge = Math.min(this.maxAge, maxAge);
    this.sharedMaxAge = Math.min(this.sharedMaxAge, sharedMaxAge);
  }

  /** Somebody who knows the whole answer says for how many seconds it may be kept, subgraphs permitting. */
  speakForSilentParts(maxAge: number): void {
    this.hasSilentPart = false;
    this.#restrict(maxAge, maxAge);
  }

  /** Value of `Cache-Control`. */
  toString(): string {
    const { sharedMaxAge, isPrivate } = this;
    const maxAge = this.#isKeptFromBrowsers ? 0 : this.maxAge;
    if (!this.isLimited || this.hasSilentPart || (isPrivate ? maxAge : Math.max(maxAge, sharedMaxAge)) <= 0) {
      return 'no-store';
    }
    const shared = !isPrivate && sharedMaxAge !== maxAge ? `, s-maxage=${sharedMaxAge}` : '';
    const until = this.mustRevalidate ? ', must-revalidate' : '';
    return `max-age=${maxAge}${shared}, ${isPrivate ? 'private' : 'public'}${until}`;
  }
}

function isNamed(name: Buffer, expected: string): boolean {
  return name.toString('latin1').toLowerCase() === expected;
}

function joined(before: string | undefined, value: Buffer): string {
  const text = value.toString('latin1');
  return before === undefined ? text : `${before},${text}`;
}
