/** What `Cache-Control` says (RFC 9111 section 5.2.2, RFC 5861), as far as anyone here acts on it. Times in seconds. */
export interface CacheDirectives {
  /** It must not be kept, or not be used without asking again, which here is the same. */
  readonly forbidsStoring: boolean;
  readonly isPrivate: boolean;
  readonly isPublic: boolean;
  /** Once it is stale it must not be used, whatever happens. */
  readonly mustRevalidate: boolean;
  readonly maxAge: number | undefined;
  readonly sharedMaxAge: number | undefined;
  readonly staleWhileRevalidate: number;
  readonly staleIfError: number;
}

/** RFC 9111 section 5.2: a token, perhaps with a value that may be quoted. */
const directive = /([\w!#$%&'*+.^`|~-]+)(?:=("(?:[^"\\]|\\.)*"|[^,\s]*))?/g;

/** Characters of a value that is read; a longer one counts as `no-store`. */
const longestValue = 1_000;

/** RFC 9111 section 1.2.2: larger numbers mean this one. */
const longest = 2 ** 31;

export function cacheDirectives(cacheControl: string): CacheDirectives {
  const directives = {
    forbidsStoring: cacheControl.length > longestValue,
    isPrivate: false,
    isPublic: false,
    mustRevalidate: false,
    maxAge: undefined as number | undefined,
    sharedMaxAge: undefined as number | undefined,
    staleWhileRevalidate: 0,
    staleIfError: 0,
  };
  if (directives.forbidsStoring) return directives;
  for (const [, name = '', value = ''] of cacheControl.matchAll(directive)) {
    switch (name.toLowerCase()) {
      case 'no-store':
      case 'no-cache':
        directives.forbidsStoring = true;
        break;
      case 'private':
        directives.isPrivate = true;
        break;
      case 'public':
        directives.isPublic = true;
        break;
      case 'must-revalidate':
      case 'proxy-revalidate':
        directives.mustRevalidate = true;
        break;
      case 'max-age':
        directives.maxAge = Math.min(directives.maxAge ?? Infinity, secondsOf(value, 0));
        break;
      case 's-maxage':
        directives.sharedMaxAge = Math.min(directives.sharedMaxAge ?? Infinity, secondsOf(value, 0));
        break;
      case 'stale-while-revalidate':
        directives.staleWhileRevalidate = secondsOf(value, 0);
        break;
      case 'stale-if-error':
        directives.staleIfError = secondsOf(value, 0);
        break;
    }
  }
  return directives;
}

/**
 * A number of seconds, as `Age` and directives have it.
 * @param otherwise what something that is none counts as
 */
export function secondsOf(text: string, otherwise: number): number {
  const digits = /^"?(\d+)"?$/.exec(text.trim())?.[1];
  return digits === undefined ? otherwise : Math.min(Number(digits), longest);
}
