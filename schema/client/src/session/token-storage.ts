type Maybe<T> = T | Promise<T>;

/** Where tokens are kept. `localStorage` fits. */
export interface TokenStorage {
  getItem(key: string): Maybe<string | null>;
  setItem(key: string, value: string): Maybe<void>;
  removeItem(key: string): Maybe<void>;
}

/** The tokens of one session, and when they came by our own clock. */
export interface StoredTokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly receivedAt: number;
}

/** Keeps tokens as long as the program runs. */
export function memoryStorage(): TokenStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** The tokens of one key. */
export class TokenStore {
  readonly #storage: TokenStorage;
  readonly #key: string;

  constructor(storage: TokenStorage, key: string) {
    this.#storage = storage;
    this.#key = key;
  }

  /** Null when there are none, or what is there is not ours. */
  async read(): Promise<StoredTokens | null> {
    try {
      const tokens = JSON.parse((await this.#storage.getItem(this.#key)) ?? 'null') as StoredTokens | null;
      return typeof tokens?.accessToken === 'string' && typeof tokens.refreshToken === 'string'
        ? tokens
        : null;
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }

  async write(tokens: StoredTokens): Promise<void> {
    await this.#storage.setItem(this.#key, JSON.stringify(tokens));
  }

  async clear(): Promise<void> {
    await this.#storage.removeItem(this.#key);
  }
}
