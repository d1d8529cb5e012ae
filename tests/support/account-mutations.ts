import { personaPassword } from '@nutgraf/kit/demo/personas';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { decodeJwt } from 'jose';
import type { ClientSide, SubgraphAnswer } from './subgraph-client';
import type { UsersService } from './users-service';

/** A business error as a client sees it. */
export interface Refusal {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[] | null;
  readonly retryAt?: string;
}

/** A `SimplePayload` as a client sees it. */
export interface Simple {
  readonly ok: boolean;
  readonly errors: readonly Refusal[];
}

const errors = 'errors { __typename code message path ... on RateLimitedError { retryAt } }';

/** A client at this address. */
export function at(address: string | null): ClientSide {
  return { client: { address, userAgent: null } };
}

/** The mutations about accounts, as a client at an address sends them. */
export class AccountClient {
  constructor(
    private readonly users: Pick<UsersService, 'ask'>,
    private readonly from: ClientSide = at('192.0.2.1'),
  ) {}

  async register(input: Readonly<Record<string, unknown>>): Promise<Simple> {
    const query = `mutation ($input: AccountRegisterInput!) { accountRegister(input: $input) { ok ${errors} } }`;
    return this.#payload<Simple>('accountRegister', query, { input });
  }

  async verify(token: string): Promise<{
    account: {
      id: string;
      status: string;
      locale: string;
      user: { handle: string; displayName: string };
    } | null;
    errors: Refusal[];
  }> {
    const account = 'account { id status locale user { handle displayName } }';
    const query = `mutation ($token: String!) { emailVerify(token: $token) { ${account} ${errors} } }`;
    return this.#payload('emailVerify', query, { token });
  }

  async resend(claims: IdentityClaims): Promise<Simple> {
    return this.#payload<Simple>(
      'emailVerificationResend',
      `mutation { emailVerificationResend { ok ${errors} } }`,
      {},
      claims,
    );
  }

  async requestReset(email: string): Promise<Simple> {
    const query = `mutation ($email: EmailAddress!) { passwordResetRequest(email: $email) { ok ${errors} } }`;
    return this.#payload<Simple>('passwordResetRequest', query, { email });
  }

  async reset(token: string, newPassword: string): Promise<Simple> {
    const query = `mutation ($token: String!, $newPassword: String!) {
      passwordReset(token: $token, newPassword: $newPassword) { ok ${errors} } }`;
    return this.#payload<Simple>('passwordReset', query, { token, newPassword });
  }

  async change(currentPassword: string, newPassword: string, claims: IdentityClaims): Promise<Simple> {
    const query = `mutation ($currentPassword: String!, $newPassword: String!) {
      passwordChange(currentPassword: $currentPassword, newPassword: $newPassword) { ok ${errors} } }`;
    return this.#payload<Simple>('passwordChange', query, { currentPassword, newPassword }, claims);
  }

  /** Null claims when it was refused. */
  async signIn(
    email: string,
    password: string = personaPassword,
  ): Promise<{ claims: IdentityClaims | null; errors: Refusal[] }> {
    const query = `mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { tokens { accessToken } ${errors} } }`;
    const input = { by: { password: { email, password } }, transport: 'BEARER' };
    const payload = await this.#payload<{ tokens: { accessToken: string } | null; errors: Refusal[] }>(
      'sessionCreate',
      query,
      { input },
    );
    const token = payload.tokens?.accessToken;
    return {
      claims: token === undefined ? null : (decodeJwt(token) as unknown as IdentityClaims),
      errors: payload.errors,
    };
  }

  /** @throws Error when the sign-in was refused. */
  async claimsOf(email: string, password?: string): Promise<IdentityClaims> {
    const { claims, errors } = await this.signIn(email, password);
    if (!claims) throw new Error(`${email} could not sign in: ${errors[0]?.code}`);
    return claims;
  }

  ask(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    claims?: IdentityClaims,
  ): Promise<SubgraphAnswer> {
    return this.users.ask({ query, variables }, claims, this.from);
  }

  async #payload<Payload>(
    field: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    claims?: IdentityClaims,
  ): Promise<Payload> {
    const { data, errors } = await this.ask(query, variables, claims);
    if (errors)
      throw new Error(errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join('; '));
    return data?.[field] as Payload;
  }
}
