import { chipOf, type Profile, supportersAmong } from './people';
import { type CallerText, get } from './services';

interface Account {
  readonly id: string;
  readonly email: string;
  readonly emailVerifiedAt: string | null;
  readonly status: string;
  readonly roles: readonly string[];
  readonly locale: string;
  readonly user: Profile;
}
interface Membership {
  readonly subscription: unknown;
  readonly entitlements?: unknown;
}

/** Who is signed in: from the token, as services need not be asked for it. */
export interface Viewer {
  readonly accountId: string;
  readonly caller: CallerText;
}

export async function viewerShell({ accountId }: Viewer) {
  const [account, membership, supporters] = await Promise.all([
    get('users', `/accounts/${accountId}?include=user`) as Promise<Account>,
    get('billing', `/accounts/${accountId}/membership?include=entitlements`) as Promise<Membership>,
    supportersAmong([accountId.replace('acc_', 'usr_')]),
  ]);
  const { id, email, emailVerifiedAt, status, roles, locale, user } = account;
  const about = { id, email, emailVerifiedAt, status, roles, locale };
  return { viewer: { ...about, user: chipOf(user, supporters), ...membership } };
}

export async function plansPage(currency: string, viewer: Viewer | null) {
  const [plans, account, membership] = await Promise.all([
    get('billing', `/plans?currency=${currency}`, viewer?.caller),
    viewer && (get('users', `/accounts/${viewer.accountId}`) as Promise<Account>),
    viewer && (get('billing', `/accounts/${viewer.accountId}/membership`) as Promise<Membership>),
  ]);
  return { plans, viewer: account && { id: account.id, ...membership } };
}
