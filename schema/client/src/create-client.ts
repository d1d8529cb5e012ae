import { abortable } from './abortable.js';
import { Asker } from './ask.js';
import { type TypedDocument, operationOf } from './document.js';
import { type GraphError, GraphQLRequestError } from './errors.js';
import { SessionRevokeDocument } from './generated/graphql.js';
import { servedToStranger } from './served-to-stranger.js';
import { BearerKeeper } from './session/bearer-keeper.js';
import { CookieKeeper } from './session/cookie-keeper.js';
import { refuseLostCookies } from './session/lost-cookies.js';
import { refreshBy } from './session/refresh.js';
import { type Credentials, guest, type SessionKeeper } from './session/session-keeper.js';
import { type Session } from './session/session.js';
import { signIn, type SignInInput, type SignInResult } from './session/sign-in.js';
import { type Answer } from './transport.js';

/** How a client reaches its graph. */
export interface ClientOptions {
  /** The GraphQL endpoint, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Without one every request is a guest's. */
  readonly session?: Session;
  /** Send ids of generated documents instead of their text, which follows where a graph does not know the id. */
  readonly persistedIds?: boolean;
  /** Sent with every request; a function is asked each time. */
  readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
  readonly fetch?: typeof globalThis.fetch;
  /** The session ended by itself: expired, revoked, or signed out elsewhere. `signOut()` does not call it. */
  readonly onSignedOut?: () => void;
}

/** Of one request. */
export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Variables can be left out where none is required. */
export type RequestArguments<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables | undefined, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

/** A typed client of the graph. */
export interface Client {
  /**
   * The answer's data, complete.
   * @throws GraphQLRequestError, NetworkError, HttpError; the signal's reason when it was aborted.
   */
  request<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...rest: RequestArguments<Variables>
  ): Promise<Data>;
  /**
   * For pages that show what there is: data in which something may be null because of an error, and the errors.
   * @throws NetworkError, HttpError; the signal's reason when it was aborted.
   */
  execute<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...rest: RequestArguments<Variables>
  ): Promise<{ readonly data: Data | null; readonly errors: readonly GraphError[] }>;
  /** Signs in with a password. What was wrong with it is data: look at `errors`. */
  signIn(input: SignInInput): Promise<SignInResult>;
  /** Ends this session, here even when the graph cannot be reached. */
  signOut(): Promise<void>;
}

/** Makes a client. It opens nothing, so there is nothing to close. */
export function createClient(options: ClientOptions): Client {
  const { url, session, headers = {} } = options;
  const ownHeaders = typeof headers === 'function' ? headers : () => headers;
  const asker = new Asker(
    { url, fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)) },
    options.persistedIds ?? true,
  );
  const keeper = keeperOf(options, asker, ownHeaders);

  /** Asks, and once more with renewed credentials where the first were refused. */
  async function ask<Data>(
    document: TypedDocument<Data, never>,
    variables: unknown,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Data>> {
    const as = ({ headers: credentials, credentials: mode }: Credentials) =>
      asker.ask(document, variables, {
        headers: { ...ownHeaders(), ...credentials },
        credentials: mode,
        signal,
      });
    const credentials = await abortable(keeper.credentials(), signal);
    const answer = await as(credentials);
    if (!servedToStranger(answer, operationOf(document))) return answer;
    const renewed = await abortable(keeper.renewed(credentials, answer.challenged), signal);
    return renewed ? as(renewed) : answer;
  }

  async function request<Data>(
    document: TypedDocument<Data, never>,
    variables?: unknown,
    { signal }: RequestOptions = {},
  ): Promise<Data> {
    const { data, errors, status } = await ask(document, variables, signal);
    if (errors.length === 0 && data !== null) return data;
    throw new GraphQLRequestError(errors, data, status, operationOf(document).name);
  }

  return {
    request: (document, ...[variables, requestOptions]) => request(document, variables, requestOptions),
    execute: async (document, ...[variables, requestOptions]) => {
      const { data, errors } = await ask(document, variables, requestOptions?.signal);
      return { data, errors };
    },
    signIn: (input) => {
      if (!session) throw new TypeError('Give createClient a session: bearerSession() or cookieSession().');
      if (session.transport === 'COOKIE') refuseLostCookies(url);
      return signIn({ asker, keeper, headers: ownHeaders(), transport: session.transport }, input);
    },
    signOut: async () => {
      try {
        await request(SessionRevokeDocument);
      } catch (error) {
        const alreadySignedOut = error instanceof GraphQLRequestError && error.code === 'UNAUTHENTICATED';
        if (!alreadySignedOut) throw error;
      } finally {
        await keeper.end();
      }
    },
  };
}

function keeperOf(
  { session, onSignedOut = () => undefined }: ClientOptions,
  asker: Asker,
  headers: () => Readonly<Record<string, string>>,
): SessionKeeper {
  const refresh = refreshBy(asker, headers);
  switch (session?.transport) {
    case undefined:
      return guest;
    case 'COOKIE':
      return new CookieKeeper(session, refresh, onSignedOut);
    case 'BEARER':
      return new BearerKeeper(session.storage, session.key, refresh, onSignedOut);
  }
}
