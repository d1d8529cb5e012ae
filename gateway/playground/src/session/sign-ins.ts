import { Observable } from '../observable';
import { guest, type Settings } from '../settings';
import { signIn, SignInFailed } from './sign-in';

export type SignIn =
  | { readonly kind: 'under-way' }
  | { readonly kind: 'signed-in'; readonly token: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Who is signed in. Tokens are kept in memory alone. */
export class SignIns {
  /** By name of the persona. */
  readonly states = new Observable<ReadonlyMap<string, SignIn>>(new Map());
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(private readonly settings: Settings) {}

  /**
   * The token of a persona, who is signed in if need be; `undefined` for a guest.
   * @throws SignInFailed
   */
  async tokenOf(name: string): Promise<string | undefined> {
    if (name === guest) return undefined;
    const known = this.#tokens.get(name);
    if (known) return known;
    const token = this.#signIn(name);
    this.#tokens.set(name, token);
    return token;
  }

  /**
   * Signs in anew, for a token that is refused. Only the first who notices does; the others get its token.
   * @throws SignInFailed
   */
  async renew(name: string, refused: string): Promise<string | undefined> {
    if ((await this.tokenOf(name)) === refused) this.#tokens.delete(name);
    return this.tokenOf(name);
  }

  async #signIn(name: string): Promise<string> {
    const persona = this.settings.personas.find((each) => each.name === name);
    if (!persona) throw new Error(`There is no persona "${name}".`);
    this.#note(name, { kind: 'under-way' });
    try {
      const token = await signIn(this.settings, persona);
      this.#note(name, { kind: 'signed-in', token });
      return token;
    } catch (error) {
      // The next try asks again.
      this.#tokens.delete(name);
      const message = `${name} cannot be signed in: ${(error as Error).message}`;
      this.#note(name, { kind: 'failed', message });
      throw new SignInFailed(message, { cause: error });
    }
  }

  #note(name: string, state: SignIn): void {
    this.states.set(new Map(this.states.value).set(name, state));
  }
}
