import { monotonicFactory } from 'ulid';
import type { Clock } from './clock';

const ulid = monotonicFactory();
const ulidPattern = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** A new opaque, prefixed id that sorts by time of creation: `art_01J…` (ULID). */
export function newId(prefix: string, clock: Clock): string {
  return `${prefix}_${ulid(clock.now().getTime())}`;
}

/** Whether a client's value has the form of an id with this prefix. Anything else cannot exist. */
export function isId(prefix: string, value: string): boolean {
  return value.startsWith(`${prefix}_`) && ulidPattern.test(value.slice(prefix.length + 1));
}

/** An account and its public user share the suffix, so each service can go from one to the other by itself. */
export function userIdOfAccount(accountId: string): string {
  return accountId.replace(/^acc_/, 'usr_');
}

/** The reverse of {@link userIdOfAccount}. */
export function accountIdOfUser(userId: string): string {
  return userId.replace(/^usr_/, 'acc_');
}
