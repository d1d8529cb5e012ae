import { AnswerLifetime } from './answer-lifetime';

/** What becomes of parts that said this; `null` said nothing. */
function of(...parts: readonly (string | null | Readonly<Record<string, string>>)[]): string {
  const lifetime = new AnswerLifetime();
  for (const part of parts) {
    const headers = part === null ? {} : typeof part === 'string' ? { 'Cache-Control': part } : part;
    const sent = [['content-type', 'application/json'], ...Object.entries(headers)].flat();
    lifetime.addPart(sent.map((text) => Buffer.from(text)));
  }
  return lifetime.toString();
}

it.each([
  ['nothing', [], 'no-store'],
  ['one part that says nothing', [null], 'no-store'],
  ['one part', ['max-age=60, public'], 'max-age=60, public'],
  ['several parts: the least', ['max-age=60', 'public, max-age=5', 'max-age=600'], 'max-age=5, public'],
  ['a part that says nothing, wherever it stands', [null, 'max-age=60'], 'no-store'],
  ['', ['max-age=60', null], 'no-store'],
  ['a part that is private', ['max-age=60', 'private, max-age=90'], 'max-age=60, private'],
  ['', ['private="set-cookie, x", max-age=9'], 'max-age=9, private'],
  ['a part not to be stored', ['max-age=60', 'no-store'], 'no-store'],
  ['', ['no-store', 'max-age=60'], 'no-store'],
  ['a part to be asked about each time', ['max-age=60, no-cache'], 'no-store'],
  ['', ['max-age=60, no-cache="x-a"'], 'no-store'],
  ['a part that is stale', ['max-age=0', 'max-age=60'], 'no-store'],
  [
    'a part that must not be used when it is stale',
    ['max-age=60, must-revalidate', 'max-age=9'],
    'max-age=9, public, must-revalidate',
  ],
  ['', ['max-age=60, Proxy-Revalidate'], 'max-age=60, public, must-revalidate'],
  ['caches of many, who keep it longer', ['max-age=5, s-maxage=60'], 'max-age=5, s-maxage=60, public'],
  ['', ['s-maxage=60', 'max-age=30'], 'max-age=0, s-maxage=30, public'],
  ['and what is private is not for them', ['s-maxage=60, private', 'max-age=30'], 'no-store'],
  ['a part that is old', [{ 'cache-control': 'max-age=60', age: '20' }, 'max-age=50'], 'max-age=40, public'],
  ['', [{ 'cache-control': 'max-age=60', AGE: '60' }], 'no-store'],
  ['an age that is none', [{ 'cache-control': 'max-age=60', age: 'young' }], 'no-store'],
  ['a time that is none', ['max-age=soon'], 'no-store'],
  ['', ['max-age=-1'], 'no-store'],
  ['', ['max-age'], 'no-store'],
  ['a time said twice', ['max-age=60, max-age=6'], 'max-age=6, public'],
  ['a time in quotes', ['max-age="60"'], 'max-age=60, public'],
  ['a time of any length', [`max-age=${'9'.repeat(400)}`], 'max-age=2147483648, public'],
  ['words in quotes, which are none', ['max-age=60, x="no-store, private"'], 'max-age=60, public'],
  ['upper case', ['MAX-AGE=60, PRIVATE'], 'max-age=60, private'],
  ['what no cache can tell apart', [{ 'cache-control': 'max-age=60', vary: 'accept, *' }], 'no-store'],
  ['a value that is too long', [`max-age=60${' '.repeat(1_000)}`], 'no-store'],
])('an answer made of %s: %j is %s', (_, parts, expected) => {
  expect(of(...parts)).toBe(expected);
});

it('headers of one name count together', () => {
  const lifetime = new AnswerLifetime();
  const headers = ['cache-control', 'max-age=60', 'cache-control', 'private'];
  lifetime.addPart(headers.map((text) => Buffer.from(text)));
  expect(lifetime.toString()).toBe('max-age=60, private');
});

it('who knows the whole answer speaks for silent parts, and never lengthens what others limit', () => {
  const silent = new AnswerLifetime();
  silent.addPart([]);
  silent.speakForSilentParts(60);
  expect(silent.toString()).toBe('max-age=60, public');
  const limited = new AnswerLifetime();
  limited.addPart([Buffer.from('cache-control'), Buffer.from('private, max-age=5')]);
  limited.addPart([]);
  limited.speakForSilentParts(60);
  expect(limited.toString()).toBe('max-age=5, private');
});

it('what was kept here is told as old as it is', () => {
  const lifetime = new AnswerLifetime();
  lifetime.addKeptPart('public, max-age=60', 12);
  expect(lifetime.toString()).toBe('max-age=48, public');
  lifetime.addKeptPart('public, max-age=60', 90);
  expect(lifetime.toString()).toBe('no-store');
});

it.each([
  ['public, max-age=60', 'max-age=0, s-maxage=60, public'],
  ['private, max-age=60', 'no-store'],
])('browsers, which do not hear of writes, keep nothing of %s', (cacheControl, expected) => {
  const lifetime = new AnswerLifetime();
  lifetime.addKeptPart(cacheControl, 0);
  lifetime.keepFromBrowsers();
  expect(lifetime.toString()).toBe(expected);
});
