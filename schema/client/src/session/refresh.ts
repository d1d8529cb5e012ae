import { type Asker } from '../ask.js';
import { GraphQLRequestError, HttpError, NetworkError } from '../errors.js';
import { getFragmentData } from '../generated/fragment-masking.js';
import {
  ErrorListFragmentDoc,
  SessionRefreshDocument,
  SessionTokensFragmentDoc,
  type SessionTokensFragment,
} from '../generated/graphql.js';

/** The graph has a newer pair, which a cookie session never sees; or it refuses this session for good. */
export type Refreshed = { readonly tokens: SessionTokensFragment | null } | 'refused';

/** Asks the graph for new tokens; without a token it takes the one of the cookie. */
export type Refresh = (refreshToken?: string) => Promise<Refreshed>;

const finalCodes = new Set(['INVALID_OR_EXPIRED_TOKEN', 'ACCOUNT_SUSPENDED', 'UNAUTHENTICATED']);

/**
 * A refresh whose answer is lost is asked again with the same token: for some seconds the graph gives the same
 * answer.
 */
export function refreshBy(asker: Asker, headers: () => Readonly<Record<string, string>>): Refresh {
  return async (refreshToken) => {
    const ask = () => refreshOnce(asker, headers(), refreshToken);
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NetworkError || error instanceof HttpError)) throw error;
      return ask();
    }
  };
}

async function refreshOnce(
  asker: Asker,
  headers: Readonly<Record<string, string>>,
  refreshToken: string | undefined,
): Promise<Refreshed> {
  const { data, errors, status } = await asker.ask(
    SessionRefreshDocument,
    refreshToken ? { refreshToken } : {},
    {
      headers,
      ...(!refreshToken && { credentials: 'include' as const }),
    },
  );
  const payload = data?.sessionRefresh;
  const [reason] = getFragmentData(ErrorListFragmentDoc, payload?.errors ?? []);
  if (payload && !reason) return { tokens: getFragmentData(SessionTokensFragmentDoc, payload.tokens) };
  if (finalCodes.has(reason?.code ?? errors[0]?.code ?? '')) return 'refused';
  const failure = reason && {
    message: reason.message,
    code: reason.code,
    path: ['sessionRefresh'],
    extensions: {},
  };
  throw new GraphQLRequestError(failure ? [failure] : errors, null, status, 'SessionRefresh');
}
