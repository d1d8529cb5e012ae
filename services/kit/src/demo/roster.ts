import { userIdOfAccount } from '../ids';
import { demoId } from './demo-ids';
import { nameOf } from './names';
import { personas, type DemoRole, type Persona, type PersonaKey } from './personas';
import { SeededRandom } from './random';

/** A person of the demo data. Every service's demo speaks of the same people. */
export interface RosterEntry {
  /** `acc_…` */
  readonly accountId: string;
  /** `usr_…` with the same suffix. */
  readonly userId: string;
  readonly email: string;
  readonly handle: string;
  readonly displayName: string;
  /** Besides READER, which everyone has. */
  readonly roles: readonly DemoRole[];
  /** Set for the nine people whom the start page names. */
  readonly persona: PersonaKey | null;
}

const firstNames =
  'Amara Ben Chloe Dario Elif Finn Greta Hugo Ines Jonas Kaya Leon Mira Noor Oskar Priya'.split(' ');
const lastNames = 'Abadi Berg Costa Duarte Eriksen Fontaine Goldberg Huang Ito Jansen Keller Lopez'.split(
  ' ',
);

/** Authors of each copy, beside the persona. */
const authorCount = 6;
const size = 60;

/** The 60 people of the demo data: the personas first, then authors, then readers. */
export const roster: readonly RosterEntry[] = [
  ...personas.map((persona, index) => entry(index, persona, persona.key)),
  ...madeUpPeople(size - personas.length).map((person, index) =>
    entry(personas.length + index, person, null),
  ),
];

/**
 * The people of one copy of the demo data, as many as the {@link roster} has, which is number 0. The others are authors,
 * then readers; nobody is in two of them.
 */
export function rosterOf(copy: number): readonly RosterEntry[] {
  if (copy === 0) return roster;
  return Array.from({ length: size }, (_, place) => {
    const index = copy * size + place;
    const person = nameOf(index - size);
    return entry(index, { ...person, email: emailOf(person.handle), roles: rolesOf(place) }, null);
  });
}

/** The person behind a persona. */
export function personaEntry(key: PersonaKey): RosterEntry {
  const found = roster.find(({ persona }) => persona === key);
  if (!found) throw new RangeError(`There is no persona "${key}".`);
  return found;
}

function entry(
  index: number,
  { email, handle, displayName, roles }: Pick<Persona, 'email' | 'handle' | 'displayName' | 'roles'>,
  persona: PersonaKey | null,
): RosterEntry {
  const accountId = demoId('acc', index + 1);
  return { accountId, userId: userIdOfAccount(accountId), email, handle, displayName, roles, persona };
}

function madeUpPeople(count: number) {
  const random = new SeededRandom(60);
  const taken = new Set<string>();
  const people: Pick<Persona, 'email' | 'handle' | 'displayName' | 'roles'>[] = [];
  while (people.length < count) {
    const displayName = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
    if (taken.has(displayName)) continue;
    taken.add(displayName);
    const handle = displayName.toLowerCase().replace(' ', '-');
    people.push({ email: emailOf(handle), handle, displayName, roles: rolesOf(people.length) });
  }
  return people;
}

function emailOf(handle: string): string {
  return `${handle}@nutgraf.example`;
}

/** The first of those who were made up write. */
function rolesOf(place: number): readonly DemoRole[] {
  return place < authorCount ? ['AUTHOR'] : [];
}
