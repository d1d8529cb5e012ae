import { locked } from './locked.js';
import { type Refresh } from './refresh.js';
import { type Credentials, type SessionKeeper } from './session-keeper.js';
import { type SessionStorage, Stored } from './storage.js';

/** What is known of cookies that cannot be read. Nothing in it is secret. */
interface RenewalNote {
  /** Milliseconds since 1970, and different at each renewal. */
  readonly renewedAt: number;
}

/** Where the note is, and how long it is good for. */
interface CookieSettings {
  readonly storage: SessionStorage;
  readonly key: string;
  readonly renewAfterSeconds: number;
}

/** The tokens are in cookies, which the browser sends and the graph sets. The note is shared by all tabs. */
export class CookieKeeper implements SessionKeeper {
  readonly #note: Stored<RenewalNote>;
  #flight: Promise<Credentials | null> | undefined;

  constructor(
    private readonly settings: CookieSettings,
    private readonly refresh: Refresh,
    private readonly onSignedOut: () => void,
  ) {
    const { storage, key } = settings;
    this.#note = new Stored(storage, key, ({ renewedAt }) => typeof renewedAt === 'number');
  }

  async credentials(): Promise<Credentials> {
    const note = await this.#note.read();
    if (!note) return cookies(note);
    const age = Date.now() - note.renewedAt;
    const fresh = age >= 0 && age < this.settings.renewAfterSeconds * 1_000;
    return (fresh ? null : await this.#renew(note)) ?? cookies(note);
  }

  async renewed(refused: Credentials, challenged: boolean): Promise<Credentials | null> {
    const note = await this.#note.read();
    // Without a note and a challenge it is a guest who asked for what is not a guest's.
    if (!note && !challenged) return null;
    const current = cookies(note);
    return current.version === refused.version ? this.#renew(note) : current;
  }

  async begin(): Promise<void> {
    await this.#noted(await this.#note.read());
  }

  async end(): Promise<void> {
    await this.#note.clear();
  }

  /** However many ask, one refresh is under way. */
  #renew(old: RenewalNote | null): Promise<Credentials | null> {
    this.#flight ??= locked(this.settings.key, () => this.#refreshed(old)).finally(
      () => (this.#flight = undefined),
    );
    return this.#flight;
  }

  async #refreshed(old: RenewalNote | null): Promise<Credentials | null> {
    const now = await this.#note.read();
    if (now?.renewedAt !== old?.renewedAt) return cookies(now);
    if ((await this.refresh()) === 'refused') {
      await this.#note.clear();
      this.onSignedOut();
      return null;
    }
    return cookies(await this.#noted(old));
  }

  async #noted(old: RenewalNote | null): Promise<RenewalNote> {
    const note = { renewedAt: Math.max(Date.now(), (old?.renewedAt ?? 0) + 1) };
    await this.#note.write(note);
    return note;
  }
}

function cookies(note: RenewalNote | null): Credentials {
  return { headers: {}, credentials: 'include', version: note?.renewedAt ?? 0 };
}
