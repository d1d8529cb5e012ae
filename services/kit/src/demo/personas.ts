/** Roles of the demo data's people besides READER, which everyone has. */
export type DemoRole = 'AUTHOR' | 'EDITOR' | 'MODERATOR' | 'BILLING_ADMIN' | 'ADMIN';

/** Whom to sign in as to see a part of the system. */
export interface Persona {
  readonly key: string;
  readonly email: string;
  readonly handle: string;
  readonly displayName: string;
  /** What this person shows, in a few words. */
  readonly about: string;
  readonly roles: readonly DemoRole[];
}

/** One password for all of them: demo data never runs in production. */
export const personaPassword = 'nutgraf-demo';

export const personas = [
  persona('reader', 'Rita Reader', 'no membership: meets the paywall', []),
  persona('member', 'Milo Member', 'a member: reads everything', []),
  persona('past-due', 'Paula Pastdue', 'a renewal failed, in its grace', []),
  persona('trial', 'Tariq Trial', 'a trial that ends in two days', []),
  persona('author', 'Ada Author', 'writes articles', ['AUTHOR']),
  persona('editor', 'Edith Editor', 'newsroom: reads everything', ['EDITOR']),
  persona('moderator', 'Mona Moderator', 'looks after comments', ['MODERATOR']),
  persona('billing', 'Bill Ingham', 'billing admin: may comp readers', ['BILLING_ADMIN']),
  persona('admin', 'Amin Admin', 'every scope there is', ['ADMIN']),
] as const satisfies readonly Persona[];

export type PersonaKey = (typeof personas)[number]['key'];

function persona<Key extends string>(
  key: Key,
  displayName: string,
  about: string,
  roles: readonly DemoRole[],
) {
  const handle = displayName.toLowerCase().replace(' ', '-');
  return { key, email: `${key}@nutgraf.example`, handle, displayName, about, roles };
}
