/** Whom an operation can be run as. */
export interface Persona {
  readonly name: string;
  readonly about: string;
  /** Of the document that signs in. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A tab that the first visit finds. */
export interface Example {
  readonly title: string;
  readonly query: string;
  /** JSON, or nothing. */
  readonly variables: string;
  /** Name of a persona; a guest otherwise. */
  readonly persona?: string;
}

/** What the gateway tells this page. */
export interface Settings {
  readonly title: string;
  /** Where the graph is. */
  readonly endpoint: string;
  readonly signIn?: {
    readonly document: string;
    /** Where the answer's data holds the access token: keys with dots between them. */
    readonly tokenPath: string;
  };
  readonly personas: readonly Persona[];
  readonly tabs: readonly Example[];
}

/** Nobody in particular: requests go out without a token. */
export const guest = 'Guest';

/** @throws Error when the gateway does not answer as it should. */
export async function loadSettings(): Promise<Settings> {
  const response = await fetch('./playground/settings.json', { credentials: 'omit' });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as Settings;
}
