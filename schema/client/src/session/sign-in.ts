import { type Asker } from '../ask.js';
import { GraphQLRequestError } from '../errors.js';
import { getFragmentData } from '../generated/fragment-masking.js';
import {
  type ErrorListFragment,
  ErrorListFragmentDoc,
  SessionTokensFragmentDoc,
  SignInDocument,
  type SignInMutation,
} from '../generated/graphql.js';
import { type SessionKeeper } from './session-keeper.js';
import { type Session } from './session.js';

/** Who signs in, and what this device is called in the list of sessions. */
export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly deviceName?: string;
}

type Payload = SignInMutation['sessionCreate'];

/** Who is signed in now; null together with errors such as INVALID_CREDENTIALS. */
export interface SignInResult extends Pick<Payload, 'account' | 'session'> {
  readonly errors: readonly ErrorListFragment[];
}

/** What signing in needs of its client. */
export interface SignInParts {
  readonly asker: Asker;
  readonly keeper: SessionKeeper;
  readonly headers: Readonly<Record<string, string>>;
  readonly transport: Session['transport'];
}

/** Signs in as nobody in particular: what is left of an older session is not sent along. */
export async function signIn(
  { asker, keeper, headers, transport }: SignInParts,
  { email, password, deviceName }: SignInInput,
): Promise<SignInResult> {
  const input = { by: { password: { email, password } }, transport, ...(deviceName && { deviceName }) };
  const { data, errors, status } = await asker.ask(
    SignInDocument,
    { input },
    { headers, ...(transport === 'COOKIE' && { credentials: 'include' as const }) },
  );
  if (!data) throw new GraphQLRequestError(errors, null, status, 'SignIn');
  const { account, session, tokens, errors: refusals } = data.sessionCreate;
  if (session) await keeper.begin(getFragmentData(SessionTokensFragmentDoc, tokens));
  return { account, session, errors: getFragmentData(ErrorListFragmentDoc, refusals) };
}
