import { query } from '../database';

interface ProfileRow {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly bio: string | null;
  readonly website: string | null;
  readonly joinedAt: Date;
  readonly isGhost: boolean;
}

interface AccountRow {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
  readonly status: string;
  readonly roles: string[];
  readonly locale: string;
  readonly timeZone: string;
  readonly createdAt: Date;
}

const profile = `SELECT profile.id, profile.handle, profile.display_name AS "displayName", profile.bio,
  profile.website, profile.joined_at AS "joinedAt", profile.is_ghost AS "isGhost" FROM user_profile profile`;

export const profilesByIds = (ids: string[]) =>
  query<ProfileRow>(`${profile} WHERE profile.id = ANY($1)`, [ids]);

export const profilesByHandles = (handles: string[]) =>
  query<ProfileRow>(`${profile} WHERE lower(profile.handle) = ANY($1)`, [handles]);

export const accountsByIds = (ids: string[]) =>
  query<AccountRow>(
    `SELECT account.id, account.user_id AS "userId", account.email,
       account.email_verified_at AS "emailVerifiedAt", account.status, account.roles, account.locale,
       account.time_zone AS "timeZone", account.created_at AS "createdAt"
     FROM account WHERE account.id = ANY($1) AND ($2 OR account.id = $3)`,
    [ids, false, ids[0]],
  );
