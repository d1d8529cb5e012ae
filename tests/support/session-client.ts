import { personaPassword } from '@nutgraf/kit/demo/personas';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { decodeJwt } from 'jose';
import type { ClientSide, GraphqlRequest, SubgraphAnswer } from './subgraph-client';

/** What `sessionCreate` and `sessionRefresh` answer. */
export interface SessionAnswer {
  readonly session: {
    readonly id: string;
    readonly isCurrent: boolean;
    readonly ipAddress: string | null;
    readonly createdAt: string;
    readonly lastSeenAt: string;
    readonly expiresAt: string;
  } | null;
  readonly account: { readonly id: string } | null;
  readonly tokens: TokenPairAnswer | null;
  readonly errors: { code: string; message: string; path: string[] | null }[];
  /** `Set-Cookie` headers. */
  readonly cookies: readonly string[];
}

export interface TokenPairAnswer {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: string;
}

/** A users service, however it runs. */
export interface Asked {
  ask(request: GraphqlRequest, claims?: IdentityClaims, from?: ClientSide): Promise<SubgraphAnswer>;
}

const selection = `{
  session { id isCurrent ipAddress createdAt lastSeenAt expiresAt }
  account { id }
  tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
  errors { code message path }
}`;

/** Besides where it is done. */
interface SignInOptions extends ClientSide {
  readonly transport?: 'BEARER' | 'COOKIE';
  /** That of the demo's people when left out. */
  readonly password?: string;
}

/** Signs somebody in. */
export async function signIn(
  users: Asked,
  email: string,
  { transport = 'BEARER', password = personaPassword, ...from }: SignInOptions = {},
): Promise<SessionAnswer> {
  const query = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) ${selection} }`;
  const variables = { input: { by: { password: { email, password } }, transport } };
  return answerOf(await users.ask({ query, variables }, undefined, from));
}

/** Signs in and gives the tokens. */
export async function tokensOf(
  users: Asked,
  email: string,
  options?: SignInOptions,
): Promise<TokenPairAnswer> {
  const { tokens } = await signIn(users, email, options);
  if (!tokens) throw new Error(`${email} could not sign in.`);
  return tokens;
}

/** @param token Null to let it be read from the cookie. */
export async function refresh(users: Asked, token: string | null, from?: ClientSide): Promise<SessionAnswer> {
  const query = `mutation ($token: String) { result: sessionRefresh(refreshToken: $token) ${selection} }`;
  return answerOf(await users.ask({ query, variables: { token } }, undefined, from));
}

/** Who the gateway would say is asking with this token. */
export function claimsOf(accessToken: string): IdentityClaims {
  const { sub = '', sid, scope } = decodeJwt<{ sid: string; scope: string }>(accessToken);
  return { sub, sid, scope };
}

function answerOf({ data, errors, cookies }: SubgraphAnswer): SessionAnswer {
  if (errors || !data) throw new Error(`The users service answered ${JSON.stringify(errors)}.`);
  return { ...(data.result as Omit<SessionAnswer, 'cookies'>), cookies };
}
