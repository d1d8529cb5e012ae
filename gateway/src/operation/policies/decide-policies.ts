import { type IdentityClaims } from '@nutgraf/contract/identity';

/** What is to be decided for one operation. */
export interface PolicyQuestion {
  /** Names of the policies that its fields demand; each once. */
  readonly policies: readonly string[];
  /** The claims of the caller's access token; `undefined` for who has none. */
  readonly claims: IdentityClaims | undefined;
  readonly request: {
    readonly operationName: string | undefined;
    /** The client's, by names in lower case. */
    readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
    /** IP address of the client; `null` when it is not known. */
    readonly address: string | null;
    readonly traceId: string;
  };
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Decides on policies of `@policy`: returns the names of those that hold for the caller. Called at most once for each
 * operation, before anything is fetched, and only for operations with fields that demand a policy.
 */
export type DecidePolicies = (question: PolicyQuestion) => PolicyAnswer | Promise<PolicyAnswer>;

/** Names of the policies that hold. */
export type PolicyAnswer = readonly string[] | ReadonlySet<string>;
