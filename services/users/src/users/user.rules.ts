import { isId } from '@nutgraf/kit/ids';

const handlePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{1,38}$/;

/** Whether a client's value has the form of a user id. Anything else cannot exist. */
export function isUserId(value: string): boolean {
  return isId('usr', value);
}

/** Whether a client's value has the form of a handle. Anything else cannot exist. */
export function isHandle(value: string): boolean {
  return handlePattern.test(value);
}

/** Handles that differ only in case are one handle. */
export function handleKey(handle: string): string {
  return handle.toLowerCase();
}

/** What is left of a deleted user: nothing that tells who it was. */
export function ghostProfile(userId: string) {
  return {
    handle: `deleted-${userId.slice(-16).toLowerCase()}`,
    displayName: 'Deleted user',
    bio: null,
    website: null,
    isGhost: true,
  };
}
