/** What an answer is for: programs that asked for it. Browsers must not guess, show, frame or embed it. */
const always: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  // Holds for requests without CORS alone: pages that `cors` lists still read answers.
  ['cross-origin-resource-policy', 'same-origin'],
  // Without a word, caches may keep a 404 for as long as they like (RFC 9111 section 4.2.2).
  ['cache-control', 'no-store'],
];

/**
 * Names and values of what every answer says, unless its handler says something else.
 * @param strictTransportSecuritySeconds 0 for nothing: TLS ends in front of the gateway, if anywhere.
 */
export function securityHeaders(
  strictTransportSecuritySeconds: number,
): readonly (readonly [string, string])[] {
  if (strictTransportSecuritySeconds === 0) return always;
  return [...always, ['strict-transport-security', `max-age=${strictTransportSecuritySeconds}`]];
}
