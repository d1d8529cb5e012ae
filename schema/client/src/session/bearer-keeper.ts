import { type SessionTokensFragment } from '../generated/graphql.js';
import { locked } from './locked.js';
import { type Refresh } from './refresh.js';
import { type Credentials, type SessionKeeper } from './session-keeper.js';
import { Stored, type SessionStorage } from './storage.js';

/** Renew this long before the end, so that a token does not expire on its way. */
const margin = 30_000;

/** The tokens of one session, and when they came by our own clock. */
interface StoredTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly receivedAt: number;
}

/** Holds an access and a refresh token. Whatever is in the storage is true: another client may have put it there. */
export class BearerKeeper implements SessionKeeper {
  readonly #stored: Stored<StoredTokens>;
  #flight: Promise<StoredTokens | null> | undefined;

  constructor(
    storage: SessionStorage,
    private readonly key: string,
    private readonly refresh: Refresh,
    private readonly onSignedOut: () => void,
  ) {
    this.#stored = new Stored(
      storage,
      key,
      ({ accessToken, refreshToken }) => typeof accessToken === 'string' && typeof refreshToken === 'string',
    );
  }

  async credentials(): Promise<Credentials> {
    const tokens = await this.#stored.read();
    if (!tokens) return { headers: {}, version: '' };
    if (!expiresSoon(tokens)) return bearer(tokens);
    // What is left of the old token may do; if not, the graph says so, and whoever asked hears why.
    const renewed = await this.#renew(tokens).catch(() => null);
    return bearer(renewed ?? tokens);
  }

  async renewed(refused: Credentials): Promise<Credentials | null> {
    if (refused.version === '') return null;
    const tokens = await this.#stored.read();
    if (!tokens) return null;
    if (tokens.accessToken !== refused.version) return bearer(tokens);
    const renewed = await this.#renew(tokens);
    return renewed && bearer(renewed);
  }

  async begin(tokens: SessionTokensFragment | null): Promise<void> {
    if (tokens) await this.#stored.write(received(tokens));
  }

  async end(): Promise<void> {
    await this.#stored.clear();
  }

  /** However many ask, one refresh is under way. */
  #renew(old: StoredTokens): Promise<StoredTokens | null> {
    this.#flight ??= locked(this.key, () => this.#refreshed(old)).finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  async #refreshed(old: StoredTokens): Promise<StoredTokens | null> {
    const before = await this.#stored.read();
    if (before?.refreshToken !== old.refreshToken) return before;
    const outcome = await this.refresh(old.refreshToken);
    // Meanwhile someone may have signed out, or another client have gone on to a newer pair.
    const after = await this.#stored.read();
    if (after?.refreshToken !== old.refreshToken) return after;
    if (outcome === 'refused' || !outcome.tokens) {
      await this.#stored.clear();
      this.onSignedOut();
      return null;
    }
    const tokens = received(outcome.tokens);
    await this.#stored.write(tokens);
    return tokens;
  }
}

function bearer({ accessToken }: StoredTokens): Credentials {
  return { headers: { authorization: `Bearer ${accessToken}` }, version: accessToken };
}

function received({ accessToken, accessTokenExpiresAt, refreshToken }: SessionTokensFragment): StoredTokens {
  return { accessToken, accessTokenExpiresAt, refreshToken, receivedAt: Date.now() };
}

/** By a clock that is far ahead every token expires soon, also one that has just come: then the graph decides. */
function expiresSoon({ accessTokenExpiresAt, receivedAt }: StoredTokens): boolean {
  const expiresAt = Date.parse(accessTokenExpiresAt);
  return expiresAt - Date.now() < margin && expiresAt - receivedAt > 2 * margin;
}
