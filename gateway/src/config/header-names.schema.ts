import { z } from 'zod';

/** RFC 9110 section 5.6.2: what the name of a header, or of a cookie, is made of. */
const token = /^[\w!#$%&'*+.^`|~-]+$/;

/** RFC 9110 section 7.6.1 and what came before it: these speak of one connection. */
const hopByHop = [
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
];

const ofOneMessage = 'it belongs to one message or connection, and the gateway writes its own';

/** Why a header never passes to subgraphs; by name, or by the beginning of one. */
const keptFromSubgraphs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [...hopByHop, 'host', 'content-*', 'expect', 'accept', 'accept-encoding'].map((name) => [
      name,
      ofOneMessage,
    ]),
  ),
  'nutgraf-*': 'these names are for the gateway alone',
  ...Object.fromEntries(
    ['forwarded', 'x-forwarded-*', 'x-real-ip'].map((name) => [
      name,
      'a client can claim anything in it; subgraphs are told where a request comes from by nutgraf-client, signed',
    ]),
  ),
  traceparent: 'the gateway sends its own, which continues the trace',
  cookie: 'name single cookies in requestCookies',
};

/** Why a header never passes to clients. */
const keptFromClients: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...hopByHop, 'content-*'].map((name) => [name, ofOneMessage])),
  ...Object.fromEntries(
    ['age', 'cache-control', 'etag', 'expires', 'last-modified', 'vary'].map((name) => [
      name,
      "it speaks of one subgraph's answer, and the client's answer is made of several",
    ]),
  ),
  'access-control-*': 'the section cors decides on it',
  'nutgraf-*': 'these names are for the gateway alone',
};

function headerNames(kept: Readonly<Record<string, string>>) {
  const name = z
    .string()
    .regex(token, 'expected the name of a header')
    .transform((text) => text.toLowerCase())
    .superRefine((text, context) => {
      const reason = Object.entries(kept).find(([rule]) => matches(text, rule))?.[1];
      if (reason !== undefined)
        context.addIssue({ code: 'custom', message: `"${text}" never passes: ${reason}` });
    });
  return z.array(name).default([]);
}

/** @param rule a name, or with `*` the beginning of one. */
function matches(name: string, rule: string): boolean {
  return rule.endsWith('*') ? name.startsWith(rule.slice(0, -1)) : name === rule;
}

/** Headers that a subgraph may get of a client. */
export const requestHeadersSchema = headerNames(keptFromSubgraphs);

/** Name of a cookie; it knows upper and lower case. */
export const cookieName = z.string().regex(token, 'expected the name of a cookie');

/** Cookies that a subgraph may get of a client. */
export const requestCookiesSchema = z.array(cookieName).default([]);

/** Headers that a client may get of a subgraph. */
export const responseHeadersSchema = headerNames(keptFromClients);
