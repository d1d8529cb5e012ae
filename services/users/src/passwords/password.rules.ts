/** Fewest characters of a new password, as code points. */
const fewestCharacters = 10;
/** Most bytes of any password in UTF-8: hashing takes longer the longer it is. */
export const mostPasswordBytes = 1024;

export type PasswordFlaw = 'TOO_SHORT' | 'TOO_LONG' | 'NOT_TEXT' | 'COMMON' | 'NAMES_OWNER';

/** What others know of the owner of a password. */
export interface PasswordOwner {
  readonly email: string;
  readonly handle: string | null;
  readonly displayName: string;
}

/**
 * What keeps a text from being a new password, after NIST SP 800-63B: length, what everyone tries first, and
 * nothing about kinds of characters. It is the normal form that counts, as that is what will be hashed.
 */
export function passwordFlaw(
  password: string,
  owner: PasswordOwner,
  isCommon: (password: string) => boolean,
): PasswordFlaw | null {
  // First, so that one request cannot have a long text looked at a hundred times.
  if (Buffer.byteLength(password) > mostPasswordBytes) return 'TOO_LONG';
  if (/\p{Surrogate}/u.test(password)) return 'NOT_TEXT';
  const normal = normalPassword(password);
  if (Array.from(normal).length < fewestCharacters) return 'TOO_SHORT';
  if (isCommon(normal)) return 'COMMON';
  const { email, handle, displayName } = owner;
  const names = [email, email.slice(0, email.lastIndexOf('@')), handle ?? '', displayName];
  return names.some((name) => plain(name) === plain(password)) ? 'NAMES_OWNER' : null;
}

function plain(text: string): string {
  return normalPassword(text).trim().toLowerCase();
}

/** One password typed on two keyboards can come as different code points; this makes them one. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/** How each flaw is told. */
export const passwordFlaws: Readonly<
  Record<PasswordFlaw, { readonly code: 'INVALID_INPUT' | 'PASSWORD_BREACHED'; readonly message: string }>
> = {
  TOO_SHORT: { code: 'INVALID_INPUT', message: `A password has at least ${fewestCharacters} characters.` },
  TOO_LONG: { code: 'INVALID_INPUT', message: 'A password has at most 1,024 bytes.' },
  NOT_TEXT: { code: 'INVALID_INPUT', message: 'A password must be well-formed Unicode text.' },
  COMMON: {
    code: 'PASSWORD_BREACHED',
    message: 'This is one of the passwords that are tried first; choose another.',
  },
  NAMES_OWNER: {
    code: 'INVALID_INPUT',
    message: 'A password must not be the address, the handle or the display name; choose another.',
  },
};
