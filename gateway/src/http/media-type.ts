/** A media type that can be answered in. */
export interface MediaType {
  /** As it stands in `Content-Type`. */
  readonly text: string;
  readonly type: string;
  readonly subtype: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** A part of an `Accept` header. */
interface MediaRange extends MediaType {
  /** What stands first is preferred among equals. */
  readonly place: number;
}

interface Preference {
  readonly quality: number;
  readonly specificity: number;
  readonly place: number;
}

const unmentioned: Preference = { quality: 0, specificity: 0, place: -1 };

/** @throws Error when it is none. */
export function mediaType(text: string): MediaType {
  const [parsed] = mediaRanges(text);
  if (!parsed) throw new Error(`"${text}" is no media type.`);
  return { ...parsed, text };
}

/**
 * The offered media type that an `Accept` header prefers (RFC 9110 section 12.5.1); `undefined` when it takes none.
 * It is the one that Apollo Server chooses, who decides only after it has executed the operation; malformed headers
 * too are read as it reads them.
 */
export function preferredMediaType(
  accept: string | undefined,
  offered: readonly MediaType[],
): string | undefined {
  if (!accept) return offered[0]?.text;
  const ranges = mediaRanges(accept);
  const [best] = offered
    .map((candidate) => ({ ...preferenceFor(candidate, ranges), text: candidate.text }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || b.specificity - a.specificity || a.place - b.place);
  return best?.text;
}

/** What the most specific range says; among equals the best quality, then the last. */
function preferenceFor(candidate: MediaType, ranges: readonly MediaRange[]): Preference {
  return ranges
    .flatMap((range) => preference(range, candidate) ?? [])
    .reduce(
      (best, next) =>
        (best.specificity - next.specificity || best.quality - next.quality || -1) < 0 ? next : best,
      unmentioned,
    );
}

/** Nothing when the range does not match. */
function preference(range: MediaRange, candidate: MediaType): Preference | undefined {
  const type = range.type === candidate.type ? 4 : 0;
  const subtype = range.subtype === candidate.subtype ? 2 : 0;
  if ((!type && range.type !== '*') || (!subtype && range.subtype !== '*')) return undefined;
  const wanted = [...range.parameters].filter(([name]) => name !== 'q');
  const fits = wanted.every(
    ([name, value]) => value === '*' || value === (candidate.parameters.get(name) ?? ''),
  );
  if (!fits) return undefined;
  const q = range.parameters.get('q');
  const specificity = type + subtype + (wanted.length > 0 ? 1 : 0);
  return { quality: q ? Number.parseFloat(q) : 1, specificity, place: range.place };
}

const parameter = /;[ \t]*([^=;,]*)(?:=[ \t]*(?:"((?:\\.|[^"\\])*)"[^;,]*|"[^]*|([^;,]*)))?/g;
const range = new RegExp(`([^;,]*)((?:${parameter.source})*)(?:,|$)`, 'g');

/** The parts of an `Accept` header. What has no slash is none; a quote that is never closed spoils its parameter. */
function mediaRanges(accept: string): MediaRange[] {
  return [...accept.matchAll(range)].flatMap(([text, name = '', rest = ''], place) => {
    const [, type, subtype] = /^([^/]*)\/(.*)$/.exec(name.trim().toLowerCase()) ?? [];
    if (type === undefined || subtype === undefined) return [];
    return [{ text, type, subtype, parameters: parametersOf(rest), place }];
  });
}

function parametersOf(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, token] of text.matchAll(parameter)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? token?.trim();
    const key = name.trim().toLowerCase();
    if (value !== undefined && !parameters.has(key)) parameters.set(key, value.toLowerCase());
  }
  return parameters;
}

/** The media types of GraphQL over HTTP; the first one where the client has no preference. */
export const graphqlMediaTypes: readonly MediaType[] = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
].map(mediaType);
