import { type IncomingHttpHeaders } from 'node:http';
import { parse } from 'cookie';
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
    this.#rules = new Map(Object.entries(subgraphs).filter(([, rules]) => namesAny(rules)));
  }

  /** `undefined` when nothing passes. */
  rulesOf(subgraph: string): HeaderRules | undefined {
    return this.#rules.get(subgraph);
  }
}

function namesAny({ requestHeaders, requestCookies, responseHeaders }: HeaderRules): boolean {
  return [requestHeaders, requestCookies, responseHeaders].some((names) => names.length > 0);
}

/** Those of a client's headers that a subgraph gets. */
export function headersForSubgraph(
  { requestHeaders, requestCookies }: HeaderRules,
  client: IncomingHttpHeaders,
): Readonly<Record<string, string>> {
  const passed: Record<string, string> = {};
  for (const name of requestHeaders) {
    const value = client[name];
    if (value !== undefined) passed[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const cookie = requestCookies.length > 0 ? cookiesOf(client.cookie ?? '', requestCookies) : '';
  if (cookie !== '') passed.cookie = cookie;
  return passed;
}

/** Values pass as they were written: only their subgraph knows what they mean. */
function cookiesOf(header: string, names: readonly string[]): string {
  const cookies = parse(header, { decode: (value) => value });
  return names
    .flatMap((name) => (cookies[name] === undefined ? [] : [`${name}=${cookies[name]}`]))
    .join('; ');
}

/** Notes those of a subgraph's headers that the client gets: every cookie, and of other names the last value. */
export function noteSubgraphHeaders(
  { responseHeaders }: HeaderRules,
  subgraph: Readonly<Record<string, string | string[] | undefined>>,
  answer: AnswerHeaders,
): void {
  for (const name of responseHeaders) {
    const value = subgraph[name];
    if (value === undefined) continue;
    const values = Array.isArray(value) ? value : [value];
    if (name === 'set-cookie') answer.cookies.push(...values);
    else answer.values.set(name, values.join(', '));
  }
}
