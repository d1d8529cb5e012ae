import { dataFolder } from './data-folder';
import { portsFrom } from './ports';
import { summary, type SummaryFacts } from './summary';

const facts: SummaryFacts = {
  ports: portsFrom(4000),
  folder: dataFolder('/home/ada/nutgraf', { NUTGRAF_DATA_DIR: '.nutgraf' }),
  own: {},
  redisUrl: null,
  inboxUrl: null,
  hasPlayground: false,
  takesAnyOperation: true,
  personas: [
    {
      displayName: 'Rita Reader',
      email: 'reader@nutgraf.example',
      about: 'signed in, no membership: meets the paywall',
    },
  ],
  password: 'open sesame',
};

test('wraps what a persona shows, in 80 columns', () => {
  const lines = summary(facts).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines).toContain('  Rita Reader  reader@nutgraf.example  signed in, no membership: meets the');
  expect(lines).toContain('                                       paywall');
});

test('shows no query where it would be refused', () => {
  expect(summary(facts)).toContain('\nTry\n');
  expect(summary({ ...facts, takesAnyOperation: false })).not.toContain('\nTry\n');
});

test('names the pages that there are', () => {
  const inboxUrl = 'http://127.0.0.1:4001/dev/inbox';
  expect(summary({ ...facts, inboxUrl })).toContain(`\nInbox      ${inboxUrl}\n`);
  expect(summary({ ...facts, hasPlayground: true })).toContain('\nPlayground http://127.0.0.1:4000\n');
  expect(summary(facts)).not.toMatch(/Inbox|Playground/);
});

test('names nobody to sign in as without demo data', () => {
  expect(summary({ ...facts, personas: [] })).not.toMatch(/Sign in|open sesame/);
});

test('shows no password of a database or a Redis', () => {
  const text = summary({
    ...facts,
    own: { users: 'postgres://me:hush@db/users' },
    redisUrl: 'redis://:hush@cache:6379',
  });
  expect(text).not.toContain('hush');
  expect(text).toContain('Data       users: your own database');
  expect(text).toContain('postgres://content@127.0.0.1:4010/content');
  expect(text).toContain('Redis      cache:6379');
});
