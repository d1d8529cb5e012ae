import { get } from './services';

export interface Profile {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly bio: string | null;
  readonly website: string | null;
  readonly joinedAt: string;
}

export interface Chip {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly isSupporter: boolean;
}

/** Those of the users who are supporters. */
export async function supportersAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await get('billing', `/supporters?users=${ids.join(',')}`)) as string[]);
}

/** Chips of users by id, each asked for once. */
export async function chipsOf(ids: Iterable<string>): Promise<ReadonlyMap<string, Chip>> {
  const wanted = [...new Set(ids)];
  const [profiles, supporters] = await Promise.all([
    get('users', `/users?ids=${wanted.join(',')}`) as Promise<Profile[]>,
    supportersAmong(wanted),
  ]);
  return new Map(profiles.map((profile) => [profile.id, chipOf(profile, supporters)]));
}

export function chipOf({ id, handle, displayName }: Profile, supporters: ReadonlySet<string>): Chip {
  return { id, handle, displayName, isSupporter: supporters.has(id) };
}
