import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { TokensUncheckable } from './token-refusal';

/** Keys older than this are fetched again before they are used, in milliseconds. */
const freshForMs = 10 * 60_000;
/** Least time between two fetches, so that tokens with invented key ids cannot make us hammer the issuer. */
const cooldownMs = 30_000;
const fetchTimeoutMs = 5_000;
/** More than hundreds of keys need. */
const maxBytes = 1_000_000;

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

/**
 * The issuer's published keys (RFC 7517). An unknown key id or age makes it fetch them again; while the issuer
 * cannot be reached, the keys last seen stay good.
 */
export class KeySet {
  #keys: LocalKeys | undefined;
  #fetchedAtMs = -Infinity;
  #triedAtMs = -Infinity;
  #fetching: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly onFetchFailed: (error: unknown) => void,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /**
   * Finds the key a token was signed with.
   * @throws TokensUncheckable when no keys were ever fetched; jose's JWKSNoMatchingKey when none fits.
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (!this.#keys) await this.#fetch();
    // Nobody waits for a refresh: until it is there, the keys last seen are good enough.
    else if (this.nowMs() - this.#fetchedAtMs > freshForMs) void this.#fetch();
    try {
      return await this.#known()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await this.#fetch())) throw error;
      return this.#known()(header, token);
    }
  };

  #known(): LocalKeys {
    if (this.#keys) return this.#keys;
    throw new TokensUncheckable('The keys of the token issuer are not known yet.');
  }

  /** False when it is too early to ask again. Callers at the same time share one fetch. */
  async #fetch(): Promise<boolean> {
    if (!this.#fetching) {
      // Without any keys nothing can be checked, so a second is enough to wait.
      const pauseMs = this.#keys ? cooldownMs : 1_000;
      if (this.nowMs() - this.#triedAtMs < pauseMs) return false;
      this.#triedAtMs = this.nowMs();
      this.#fetching = this.#download().finally(() => (this.#fetching = undefined));
    }
    await this.#fetching;
    return true;
  }

  async #download(): Promise<void> {
    try {
      const signal = AbortSignal.timeout(fetchTimeoutMs);
      // Whoever could redirect us could bring keys of their own.
      const response = await fetch(this.url, { signal, redirect: 'manual' });
      if (!response.ok) {
        await response.body?.cancel();
        throw new Error(`The JWKS answered HTTP ${response.status}.`);
      }
      this.#keys = createLocalJWKSet(JSON.parse(await readBounded(response)) as JSONWebKeySet);
      this.#fetchedAtMs = this.nowMs();
    } catch (error) {
      this.onFetchFailed(error);
    }
  }
}

async function readBounded({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (bytes > maxBytes) throw new Error(`The JWKS has more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
