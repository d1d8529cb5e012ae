/** Somebody whom the playground can sign in as. */
interface Persona {
  readonly key: string;
  readonly email: string;
  readonly displayName: string;
  /** What this account shows, in a few words. */
  readonly about: string;
}

/** An operation to begin with. */
interface Example {
  readonly title: string;
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Key of the persona it is best seen as; null for a guest. */
  readonly persona: string | null;
}

/** What the gateway's settings call `playground`. */
export type PlaygroundSettings = ReturnType<typeof playgroundSettings>;

const signIn = `mutation SignIn($email: EmailAddress!, $password: String!) {
  sessionCreate(
    input: { by: { password: { email: $email, password: $password } }, transport: BEARER, deviceName: "Playground" }
  ) {
    tokens { accessToken }
    errors { message }
  }
}`;

/** The page at the gateway's root: the demo's people and the operations of the typed client. */
export function playgroundSettings(
  personas: readonly Persona[],
  password: string,
  examples: readonly Example[],
) {
  const names = new Map(personas.map(({ key, displayName }) => [key, displayName]));
  return {
    title: 'Nutgraf',
    signIn: { document: signIn, tokenPath: 'sessionCreate.tokens.accessToken' },
    personas: personas.map(({ displayName, about, email }) => ({
      name: displayName,
      about,
      variables: { email, password },
    })),
    tabs: examples.map(({ title, document, variables, persona }) => ({
      title,
      query: document,
      variables,
      ...(persona !== null && names.has(persona) && { persona: names.get(persona) }),
    })),
  };
}
