import { isId } from '@nutgraf/kit/ids';

const handlePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{1,38}$/;
const ghostPrefix = 'deleted-';
/** Leaves room for a number behind it. */
const longestDerived = 32;

/** Whether a client's value has the form of a user id. Anything else cannot exist. */
export function isUserId(value: string): boolean {
  return isId('usr', value);
}

/** Whether a client's value has the form of a handle. Anything else cannot exist. */
export function isHandle(value: string): boolean {
  return handlePattern.test(value);
}

/** Whether a person may take this handle: it has the form, and no ghost can have it. */
export function isFreeToTake(handle: string): boolean {
  return isHandle(handle) && !handleKey(handle).startsWith(ghostPrefix);
}

/** A handle made of a display name, for who chose none. */
export function handleFrom(displayName: string): string {
  const words = displayName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longestDerived)
    .replace(/-+$/, '');
  return isFreeToTake(words) ? words : 'reader';
}

/** What to try when a handle is taken: itself, then with a number, then with one that nobody has. */
export function handleVariants(handle: string, random: () => number): string[] {
  const stem = handle.slice(0, longestDerived).replace(/[-_]+$/, '');
  const numbered = Array.from({ length: 8 }, (_, index) => `${stem}-${index + 2}`);
  const scattered = Array.from({ length: 8 }, () => `${stem}-${100_000 + Math.floor(random() * 900_000)}`);
  return [handle, ...numbered, ...scattered];
}

/** Handles that differ only in case are one handle. */
export function handleKey(handle: string): string {
  return handle.toLowerCase();
}

/** What is left of a deleted user: nothing that tells who it was. */
export function ghostProfile(userId: string) {
  return {
    handle: `${ghostPrefix}${userId.slice(-16).toLowerCase()}`,
    displayName: 'Deleted user',
    bio: null,
    website: null,
    isGhost: true,
  };
}
