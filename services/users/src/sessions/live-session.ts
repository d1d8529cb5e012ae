import type { Caller } from '@nutgraf/kit/caller';
import { unauthenticated } from '@nutgraf/kit/errors';
import type { EntityManager } from 'typeorm';
import { AccountRepository } from '../accounts/account.read';
import { SessionRepository } from './session.repository';

/** A caller whose session is alive. */
export interface LiveCaller {
  readonly accountId: string;
  readonly sessionId: string;
}

/**
 * For use cases that end sessions or change what one signs in with, at the beginning of their transaction. The
 * gateway may not know yet that a session was revoked: such a caller is refused. The account is locked, so that
 * these use cases come one after another, and sign-ins come before or after as a whole.
 * @throws ClientError UNAUTHENTICATED unless the caller's session is alive.
 */
export async function requireLiveSession(
  manager: EntityManager,
  caller: Caller,
  now: Date,
): Promise<LiveCaller> {
  if (caller.kind !== 'account' || caller.sessionId === undefined) throw unauthenticated();
  const { accountId, sessionId } = caller;
  await new AccountRepository(manager).lock(accountId);
  const [session] = await new SessionRepository(manager).liveByIds([sessionId], now);
  if (session?.accountId !== accountId) throw unauthenticated();
  return { accountId, sessionId };
}
