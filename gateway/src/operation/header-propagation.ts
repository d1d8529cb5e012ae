import { type IncomingHttpHeaders } from 'node:http';
import { parse } from 'cookie';
import { util } from 'undici';
import { type AnswerHeaders } from './answer-headers';

/** What passes between a client and one subgraph, by lower-case name. */
export interface HeaderRules {
  readonly requestHeaders: readonly string[];
  readonly requestCookies: readonly string[];
  readonly responseHeaders: readonly string[];
}

/** Passes on what configuration names: nothing by default, so that a subgraph never gets what nobody meant for it. */
export class HeaderPropagation {
  readonly #rules: ReadonlyMap<string, HeaderRules>;

  /** @param subgraphs by name; a subgraph without rules takes no part. */
  constructor(subgraphs: Readonly<Record<string, HeaderRules>>) {
    const entries = Object.entries(subgraphs).filter(([, rules]) => namesAny(rules));
    this.#rules = new Map(entries.map(([name, rules]) => [name, withoutRepetition(rules)]));
  }

  /** `undefined` when nothing passes. */
  rulesOf(subgraph: string): HeaderRules | undefined {
    return this.#rules.get(subgraph);
  }
}

function namesAny({ requestHeaders, requestCookies, responseHeaders }: HeaderRules): boolean {
  return [requestHeaders, requestCookies, responseHeaders].some((names) => names.length > 0);
}

/** What is named twice passes once. */
function withoutRepetition({ requestHeaders, requestCookies, responseHeaders }: HeaderRules): HeaderRules {
  return {
    requestHeaders: [...new Set(requestHeaders)],
    requestCookies,
    responseHeaders,
  };
}

/**
 * Adds those of a client's headers that a subgraph gets, names and values in turn.
 * @returns whether the client sent any of them.
 */
export function addHeadersForSubgraph(
  headers: string[],
  { requestHeaders, requestCookies }: HeaderRules,
  client: IncomingHttpHeaders,
): boolean {
  const before = headers.length;
  for (const name of requestHeaders) {
    const value = client[name];
    if (value !== undefined) headers.push(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const cookie = requestCookies.length > 0 ? cookiesOf(client.cookie ?? '', requestCookies) : '';
  if (cookie !== '') headers.push('cookie', cookie);
  return headers.length > before;
}

/** Values pass as they were written: only their subgraph knows what they mean. */
function cookiesOf(header: string, names: readonly string[]): string {
  const cookies = parse(header, { decode: (value) => value });
  return names
    .flatMap((name) => (cookies[name] === undefined ? [] : [`${name}=${cookies[name]}`]))
    .join('; ');
}

/**
 * Notes those of a subgraph's headers that the client gets: every cookie, and of other names the last value.
 * @param received names and values in turn
 */
export function noteSubgraphHeaders(
  { responseHeaders }: HeaderRules,
  received: Buffer[],
  answer: AnswerHeaders,
): void {
  if (responseHeaders.length === 0) return;
  const headers = util.parseHeaders(received);
  for (const name of responseHeaders) {
    const value = headers[name];
    if (value === undefined) continue;
    const values = Array.isArray(value) ? value : [value];
    if (name === 'set-cookie') answer.cookies.push(...values);
    else answer.values.set(name, values.join(', '));
  }
}
