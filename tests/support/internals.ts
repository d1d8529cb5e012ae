/** What an answer never tells, by kind. */
const kinds = {
  stack: /\n\s+at |\bat (?:async )?[\w.<>]+ \(|node_modules|node:internal|stacktrace/i,
  address:
    /\b(?:localhost|(?:\d{1,3}\.){3}\d{1,3})\b|\[?::1\]?:\d|\b[a-z][\w-]*(?:\.[\w-]+)*:\d{4,5}\b|\bE(?:CONN[A-Z]+|PIPE|AI_AGAIN|HOSTUNREACH)\b|ENOTFOUND|getaddrinfo|UND_ERR|\bredis:|postgres(?:ql)?:/i,
  SQL: /\bSELECT\b[^]+?\bFROM\b|\bINSERT INTO\b|\bUPDATE\b[^]+?\bSET\b|\bDELETE FROM\b|QueryFailedError|relation "|column "|duplicate key value|violates [\w-]+ constraint|at or near "/,
  path: /(?:^|[\s"'(:=>])\/(?:tmp|home|usr|var|work|root|etc|opt|app|srv|proc|Users)\/|\b[A-Z]:\\|\.[cm]?[jt]sx?:\d|file:\/\//,
  suggestion: /Did you mean/i,
} as const;

/** Headers in which an address belongs: they repeat what the client or the configuration named, or say when. */
const plainHeaders = new Set(['access-control-allow-origin', 'date', 'location', 'set-cookie']);

/** The parts of an answer over HTTP that are searched. */
export interface SearchedAnswer {
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: string;
}

/**
 * What an answer tells of the inside: kind and text of each. Of a GraphQL answer its errors are searched, for data is
 * what was asked for, and extensions are only there for who may have them; of any other all of it.
 * @param sent the request as one text: a client may be told again what it said itself
 */
export function internalsIn({ headers, body }: SearchedAnswer, sent = ''): readonly string[] {
  const told = [...headers].flatMap(([name, value]) => (plainHeaders.has(name) ? [] : [value]));
  return [...told, ...searched(body)].flatMap((text) =>
    Object.entries(kinds).flatMap(([kind, pattern]) => {
      const found = [...text.matchAll(new RegExp(pattern, `g${pattern.flags}`))].map(([match]) =>
        match.trim(),
      );
      return found
        .filter((match) => !sent.includes(match))
        .map((match) => `${kind}: ${match} in ${text.slice(0, 200)}`);
    }),
  );
}

/** Texts of JSON are searched as they are read, so that an escape hides nothing. */
function searched(body: string): readonly string[] {
  try {
    const answer = JSON.parse(body) as unknown;
    const isGraphql =
      typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
    return textsIn(isGraphql ? (answer as { errors?: unknown }).errors : answer);
  } catch {
    return [body];
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}
