import { decodeJsonHeader, encodeJsonHeader } from './json-header';

/**
 * The claims of a verified access token, as the gateway hands them to subgraphs. Registered time and
 * routing claims (`iat`, `exp`, `nbf`, `jti`, `iss`, `aud`) are left out: the gateway has checked them.
 */
export interface IdentityClaims {
  /** RFC 7519 subject. In Nutgraf's own graph: the account id, `acc_…`. */
  readonly sub: string;
  /** OpenID Connect session id. */
  readonly sid?: string;
  /** RFC 8693 scope: names separated by single spaces. */
  readonly scope?: string;
  readonly [claim: string]: unknown;
}

const servicePrefix = 'service:';

/** The identity under which one of our own processes asks another, on `/internal` routes. */
export function serviceClaims(name: string): IdentityClaims {
  return { sub: `${servicePrefix}${name}` };
}

/** The process that claims speak of; null when they are a person's. */
export function serviceNameOf({ sub }: IdentityClaims): string | null {
  return sub.startsWith(servicePrefix) ? sub.slice(servicePrefix.length) : null;
}

/** Header value of {@link IdentityClaims}: base64url of its JSON in UTF-8. */
export function encodeIdentity(claims: IdentityClaims): string {
  return encodeJsonHeader(claims);
}

/**
 * Reads a header value written by {@link encodeIdentity}. Trust it only when the request's signature holds.
 * @throws TypeError when the value is not an identity.
 */
export function decodeIdentity(value: string): IdentityClaims {
  const claims = decodeJsonHeader(value);
  if (!isIdentityClaims(claims)) throw new TypeError('The identity header is not an identity.');
  return claims;
}

/** The scopes of a caller as a set; empty for an anonymous one. */
export function scopesOf(claims: IdentityClaims | undefined): ReadonlySet<string> {
  return new Set((claims?.scope ?? '').split(' ').filter((scope) => scope !== ''));
}

function isIdentityClaims(value: unknown): value is IdentityClaims {
  if (typeof value !== 'object' || value === null) return false;
  const { sub, sid, scope } = value as Record<string, unknown>;
  return (
    typeof sub === 'string' &&
    sub !== '' &&
    (sid === undefined || typeof sid === 'string') &&
    (scope === undefined || typeof scope === 'string')
  );
}
