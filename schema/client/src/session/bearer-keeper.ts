import { type SessionTokensFragment } from '../generated/graphql.js';
import { locked } from './locked.js';
import { type Refresh } from './refresh.js';
import { type Credentials, type SessionKeeper } from './session-keeper.js';
import { type StoredTokens, type TokenStore } from './token-storage.js';

/** Renew this long before the end, so that a token does not expire on its way. */
const margin = 30_000;

/** Holds an access and a refresh token. Whatever is in the storage is true: another client may have put it there. */
export class BearerKeeper implements SessionKeeper {
  #flight: Promise<StoredTokens | null> | undefined;

  constructor(
    private readonly store: TokenStore,
    private readonly lock: string,
    private readonly refresh: Refresh,
    private readonly onSignedOut: () => void,
  ) {}

  async credentials(): Promise<Credentials> {
    const tokens = await this.store.read();
    if (!tokens) return { headers: {}, version: '' };
    // A session that has just ended still sends what it had: the answer says so to whoever asked.
    return bearer(expiresSoon(tokens) ? ((await this.#renew(tokens)) ?? tokens) : tokens);
  }

  async renewed(refused: Credentials): Promise<Credentials | null> {
    if (refused.version === '') return null;
    const tokens = await this.store.read();
    if (!tokens) return null;
    if (tokens.accessToken !== refused.version) return bearer(tokens);
    const renewed = await this.#renew(tokens);
    return renewed && bearer(renewed);
  }

  async begin(tokens: SessionTokensFragment | null): Promise<void> {
    if (tokens) await this.store.write(received(tokens));
  }

  async end(): Promise<void> {
    await this.store.clear();
  }

  /** However many ask, one refresh is under way. */
  #renew(old: StoredTokens): Promise<StoredTokens | null> {
    this.#flight ??= locked(this.lock, () => this.#refreshed(old)).finally(() => (this.#flight = undefined));
    return this.#flight;
  }

  async #refreshed(old: StoredTokens): Promise<StoredTokens | null> {
    const before = await this.store.read();
    if (before?.refreshToken !== old.refreshToken) return before;
    const outcome = await this.refresh(old.refreshToken);
    // Meanwhile someone may have signed out, or another client have gone on to a newer pair.
    const after = await this.store.read();
    if (after?.refreshToken !== old.refreshToken) return after;
    if (outcome === 'refused' || !outcome.tokens) {
      await this.store.clear();
      this.onSignedOut();
      return null;
    }
    const tokens = received(outcome.tokens);
    await this.store.write(tokens);
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
