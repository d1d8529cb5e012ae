import { personaPassword, personas } from '@nutgraf/kit/demo/personas';
import { type Operation } from '../operations';

/** An access token lives five minutes. */
const renewAfterMs = 120_000;

const signIn = `mutation ($by: SignInBy!) {
  sessionCreate(input: { by: $by, transport: BEARER }) { tokens { accessToken } }
}`;

/** Keeps the people of the bench signed in. */
export class People {
  readonly #graphUrl: string;
  readonly #tokens = new Map<string, { readonly token: string; readonly since: number }>();

  constructor(graphUrl: string) {
    this.#graphUrl = graphUrl;
  }

  /** What proves who asks. */
  async headersFor({ persona }: Operation): Promise<Readonly<Record<string, string>>> {
    if (persona === null) return {};
    const known = this.#tokens.get(persona);
    if (known && performance.now() - known.since < renewAfterMs) {
      return { authorization: `Bearer ${known.token}` };
    }
    const token = await this.#signIn(persona);
    this.#tokens.set(persona, { token, since: performance.now() });
    return { authorization: `Bearer ${token}` };
  }

  async #signIn(persona: string): Promise<string> {
    const email = personas.find(({ key }) => key === persona)?.email;
    const response = await fetch(this.#graphUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: signIn,
        variables: { by: { password: { email, password: personaPassword } } },
      }),
    });
    const { data } = (await response.json()) as {
      data?: { sessionCreate: { tokens: { accessToken: string } | null } };
    };
    const token = data?.sessionCreate.tokens?.accessToken;
    if (token === undefined) throw new Error(`${persona} cannot sign in.`);
    return token;
  }
}
