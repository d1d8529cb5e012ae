type Maybe<T> = T | Promise<T>;

/** Where a session is kept. `localStorage` fits, and so do the stores of React Native. */
export interface SessionStorage {
  getItem(key: string): Maybe<string | null>;
  setItem(key: string, value: string): Maybe<void>;
  removeItem(key: string): Maybe<void>;
}

/** Keeps a session as long as the program runs. */
export function memoryStorage(): SessionStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

/** `localStorage` where there is one that may be used. */
export function pageStorage(): SessionStorage {
  try {
    return (globalThis as { localStorage?: SessionStorage }).localStorage ?? memoryStorage();
  } catch {
    return memoryStorage();
  }
}

/** One JSON object in a storage. */
export class Stored<Value extends object> {
  constructor(
    private readonly storage: SessionStorage,
    private readonly key: string,
    /** Whether what somebody has put there is ours. */
    private readonly isOurs: (value: Partial<Value>) => boolean,
  ) {}

  /** Null when there is none. */
  async read(): Promise<Value | null> {
    const text = await this.storage.getItem(this.key);
    try {
      const value = JSON.parse(text ?? 'null') as Value | null;
      return value && this.isOurs(value) ? value : null;
    } catch {
      return null;
    }
  }

  async write(value: Value): Promise<void> {
    await this.storage.setItem(this.key, JSON.stringify(value));
  }

  async clear(): Promise<void> {
    await this.storage.removeItem(this.key);
  }
}
