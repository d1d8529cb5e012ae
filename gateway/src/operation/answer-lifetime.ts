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

  #limit(cacheControl: string, age: number): void {
    if (cacheControl.length > longestValue) return this.forbid();
    let maxAge: number | undefined;
    let sharedMaxAge: number | undefined;
    for (const [, name = '', value = ''] of cacheControl.matchAll(directive)) {
      switch (name.toLowerCase()) {
        // What is kept is never asked about again, so what must be asked about is not kept.
        case 'no-store':
        case 'no-cache':
          return this.forbid();
        case 'private':
          this.isPrivate = true;
          break;
        case 'must-revalidate':
        case 'proxy-revalidate':
          this.mustRevalidate = true;
          break;
        case 'max-age':
          maxAge = Math.min(maxAge ?? Infinity, secondsOf(value, 0));
          break;
        case 's-maxage':
          sharedMaxAge = Math.min(sharedMaxAge ?? Infinity, secondsOf(value, 0));
          break;
      }
    }
    this.#restrict(Math.max((maxAge ?? 0) - age, 0), Math.max((sharedMaxAge ?? maxAge ?? 0) - age, 0));
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
    const { maxAge, sharedMaxAge, isPrivate } = this;
    if (!this.isLimited || this.hasSilentPart || (isPrivate ? maxAge : Math.max(maxAge, sharedMaxAge)) <= 0) {
      return 'no-store';
    }
    const shared = !isPrivate && sharedMaxAge !== maxAge ? `, s-maxage=${sharedMaxAge}` : '';
    const until = this.mustRevalidate ? ', must-revalidate' : '';
    return `max-age=${maxAge}${shared}, ${isPrivate ? 'private' : 'public'}${until}`;
  }
}

/** RFC 9111 section 5.2: a token, perhaps with a value that may be quoted. */
const directive = /([\w!#$%&'*+.^`|~-]+)(?:=("(?:[^"\\]|\\.)*"|[^,\s]*))?/g;

/** Characters of a value that is read. */
const longestValue = 1_000;

/** RFC 9111 section 1.2.2: larger numbers mean this one. */
const longest = 2 ** 31;

/** @param otherwise what something that is no number of seconds counts as */
function secondsOf(text: string, otherwise: number): number {
  const digits = /^"?(\d+)"?$/.exec(text.trim())?.[1];
  return digits === undefined ? otherwise : Math.min(Number(digits), longest);
}

function isNamed(name: Buffer, expected: string): boolean {
  return name.toString('latin1').toLowerCase() === expected;
}

function joined(before: string | undefined, value: Buffer): string {
  const text = value.toString('latin1');
  return before === undefined ? text : `${before},${text}`;
}
