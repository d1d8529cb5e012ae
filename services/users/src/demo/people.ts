import { SeededRandom } from '@nutgraf/kit/demo/random';
import { rosterOf, type RosterEntry } from '@nutgraf/kit/demo/roster';
import type { AccountStatus, Role } from '../accounts/account.read';
import { authorBios, readerBios, staffTexts } from './profile-texts';

/** A person of the roster with everything this service knows of them. */
export interface DemoPerson {
  readonly entry: RosterEntry;
  /** GHOST: the account is deleted, the profile stays without the person. */
  readonly status: AccountStatus | 'GHOST';
  readonly roles: Role[];
  readonly bio: string | null;
  readonly website: string | null;
  readonly locale: string;
  readonly timeZone: string;
  readonly joinedAt: Date;
}

const dayMs = 86_400_000;
const oldestDays = 3 * 365;

/** Places in each copy of the roster of those who are not simply active; none of them is named on the start page. */
const fates: Readonly<Record<number, DemoPerson['status']>> = {
  33: 'SUSPENDED',
  50: 'UNVERIFIED',
  54: 'GHOST',
  57: 'UNVERIFIED',
};

/** Days since they joined, for those whose story says something about it. */
const daysOfPersona: Readonly<Record<string, number>> = {
  reader: 210,
  member: 430,
  'past-due': 420,
  trial: 12,
};

const homes = [
  ['en-GB', 'Europe/London'],
  ['en-US', 'America/New_York'],
  ['de-DE', 'Europe/Berlin'],
  ['fr-FR', 'Europe/Paris'],
  ['pt-PT', 'Europe/Lisbon'],
  ['tr-TR', 'Europe/Istanbul'],
  ['ja-JP', 'Asia/Tokyo'],
] as const;

/** The 60 people of a copy of the roster, joined over the three years before `now`. The same for the same `now`. */
export function demoPeople(now: Date, copy = 0): readonly DemoPerson[] {
  const random = new SeededRandom(1905 + copy);
  return rosterOf(copy).map((entry, index): DemoPerson => {
    const status = fates[index] ?? 'ACTIVE';
    const text = staffTexts[entry.handle] ?? textOf(entry, random);
    const [locale, timeZone] = entry.persona ? homes[0] : random.pick(homes);
    const days = daysSinceJoined(entry, status, random);
    const joinedAt = new Date(now.getTime() - days * dayMs - random.integer(0, dayMs));
    return { entry, status, roles: ['READER', ...entry.roles], ...text, locale, timeZone, joinedAt };
  });
}

function textOf({ roles, handle }: RosterEntry, random: SeededRandom): Pick<DemoPerson, 'bio' | 'website'> {
  if (roles.length === 0) return { bio: random.pick(readerBios), website: null };
  const website = random.next() < 0.6 ? `https://${handle}.example` : null;
  return { bio: random.pick(authorBios), website };
}

function daysSinceJoined(entry: RosterEntry, status: DemoPerson['status'], random: SeededRandom): number {
  if (status === 'UNVERIFIED') return random.integer(1, 3);
  if (entry.roles.length > 0) return random.integer(oldestDays - 200, oldestDays - 1);
  return daysOfPersona[entry.persona ?? ''] ?? random.integer(120, oldestDays - 1);
}
