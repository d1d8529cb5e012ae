import { type DataFolder } from './data-folder';
import { embeddedNames, type OwnDatabases } from './own-databases';
import { type Ports } from './ports';
import { serviceNames } from './service-names';

/** Someone to sign in as. */
export interface Persona {
  readonly email: string;
  readonly displayName: string;
  /** What this account shows, in a few words. */
  readonly about: string;
}

/** What {@link summary} tells of. */
export interface SummaryFacts {
  readonly ports: Ports;
  readonly folder: DataFolder;
  readonly own: OwnDatabases;
  /** Null for none. */
  readonly redisUrl: string | null;
  /** Of the developer inbox; null where there is none. */
  readonly inboxUrl: string | null;
  /** Whether the gateway has a page at `/`. */
  readonly hasPlayground: boolean;
  /** Whether it serves operations that are in no manifest. */
  readonly takesAnyOperation: boolean;
  /** Empty where there is no demo data. */
  readonly personas: readonly Persona[];
  /** The one password of all personas. */
  readonly password: string;
}

const columns = 80;

/** What there is to try, in at most 80 columns. */
export function summary({
  ports,
  folder,
  own,
  redisUrl,
  inboxUrl,
  hasPlayground,
  takesAnyOperation,
  personas,
  password,
}: SummaryFacts): string {
  const origin = `http://127.0.0.1:${ports.gateway}`;
  const graph = `${origin}/graphql`;
  return [
    '',
    ...(hasPlayground ? [row('Playground', origin)] : []),
    row('Graph', graph),
    ...serviceNames.map((name) => row(name, `http://127.0.0.1:${ports[name]}`)),
    ...databaseRows(ports, folder, own),
    // A Redis of one's own may have a password in its URL.
    row('Redis', redisUrl === null ? 'none; it is not needed' : new URL(redisUrl).host),
    ...(inboxUrl === null ? [] : [row('Inbox', inboxUrl)]),
    ...(personas.length > 0 ? ['', `Sign in as (password: ${password})`, ...personaRows(personas)] : []),
    '',
    ...(takesAnyOperation ? firstQuery(graph) : ['Only operations of published clients are served.']),
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}

function firstQuery(graph: string): string[] {
  return [
    'Try',
    `  curl ${graph} \\`,
    "    -H 'content-type: application/json' \\",
    `    -d '{"query":"{ articles(first: 3) { nodes { title } } }"}'`,
  ];
}

function databaseRows(ports: Ports, folder: DataFolder, own: OwnDatabases): string[] {
  const [embedded] = embeddedNames(own);
  const rows = serviceNames
    .filter((name) => own[name])
    .map((name) => row('Data', `${name}: your own database`));
  if (!embedded) return rows;
  return [
    ...rows,
    row('Data', folder.path),
    row('psql', `postgres://${embedded}@127.0.0.1:${ports.postgres}/${embedded}`),
    row('', '(passwords: secrets.json in the data folder)'),
  ];
}

function personaRows(personas: readonly Persona[]): string[] {
  const nameWidth = Math.max(0, ...personas.map(({ displayName }) => displayName.length));
  const emailWidth = Math.max(0, ...personas.map(({ email }) => email.length));
  return personas.flatMap(({ displayName, email, about }) => {
    const start = `  ${displayName.padEnd(nameWidth)}  ${email.padEnd(emailWidth)}  `;
    const lines = wrap(about, columns - start.length);
    return lines.map((line, index) => (index === 0 ? start : ' '.repeat(start.length)) + line);
  });
}

function row(name: string, value: string): string {
  return `${name.padEnd(10)} ${value}`.trimEnd();
}

/** Breaks between words; a single word that is too long stays whole. */
function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}
