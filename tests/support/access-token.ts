import { importJWK, SignJWT } from 'jose';
import type { TestGraph } from './test-graph';

/** An access token as the users service would issue it, with claims that it would not. */
export async function signAccessToken(
  { secrets }: TestGraph,
  subject: string,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { kid } = secrets.accessTokenKey;
  return new SignJWT({ sid: 'ses_test', scope: '', roles: ['READER'], email_verified: true, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
    .setSubject(subject)
    .setIssuer('nutgraf')
    .setAudience('nutgraf')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importJWK(secrets.accessTokenKey, 'EdDSA'));
}
