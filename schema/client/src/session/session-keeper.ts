import { type SessionTokensFragment } from '../generated/graphql.js';

/** What a request carries to show who asks. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials?: 'include';
  /** Tells whether a session was renewed since. */
  readonly version: string | number;
}

/** Keeps one client signed in. */
export interface SessionKeeper {
  /** Renewed first where they are about to expire. */
  credentials(): Promise<Credentials>;
  /**
   * After these were refused: others, or null when there is no session (any more).
   * @param challenged Whether the graph said that a token came and does not count.
   */
  renewed(refused: Credentials, challenged: boolean): Promise<Credentials | null>;
  /** Someone has signed in. */
  begin(tokens: SessionTokensFragment | null): Promise<void>;
  /** Someone has signed out. */
  end(): Promise<void>;
}

/** Of a client without a session: always a guest. */
export const guest: SessionKeeper = {
  credentials: () => Promise.resolve({ headers: {}, version: 0 }),
  renewed: () => Promise.resolve(null),
  begin: () => Promise.resolve(),
  end: () => Promise.resolve(),
};
