import { type CacheCaller } from './cache-caller';
import { storable } from './storable';

const limits = { maxAgeSeconds: 60, maxStaleSeconds: 30 };
const guest: CacheCaller = { isGuest: true, key: 'guest', ignored: [], passedOn: [] };
const account: CacheCaller = { ...guest, isGuest: false, key: 'account' };

/** @param lines headers, as they stand in an answer */
function kept(lines: readonly string[], caller = guest) {
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return [Buffer.from(line.slice(0, colon)), Buffer.from(line.slice(colon + 1).trim())];
  });
  const found = storable(headers, caller, limits);
  if (!found) return null;
  const { freshMs, staleWhileRevalidateMs, staleIfErrorMs } = found.lifetime;
  return [freshMs, staleWhileRevalidateMs, staleIfErrorMs].map((ms) => ms / 1000);
}

test.each<[string, number[]]>([
  ['max-age=5', [5, 0, 0]],
  ['public, max-age=500', [60, 0, 0]],
  ['s-maxage=7, max-age=5', [7, 0, 0]],
  ['s-maxage=7, max-age=5, private', [5, 0, 0]],
  ['max-age=5, stale-while-revalidate=9, stale-if-error=900', [5, 9, 30]],
  ['max-age=5, stale-while-revalidate=9, must-revalidate', [5, 0, 0]],
])('of a guest, %s is kept for %j seconds', (cacheControl, seconds) => {
  expect(kept([`Cache-Control: ${cacheControl}`])).toEqual(seconds);
});

test.each([
  'no-store',
  'no-cache, max-age=5',
  'private="x", no-store',
  'max-age=0',
  'max-age=five',
  'stale-if-error=60',
])('%s is kept for nobody', (cacheControl) => {
  expect(kept([`cache-control: ${cacheControl}`])).toBeNull();
});

test('what says more than anyone reads is kept for nobody', () => {
  expect(kept([`cache-control: max-age=5, ${'x'.repeat(1_000)}`])).toBeNull();
});

test.each<[string, number | null]>([
  ['max-age=5', null],
  ['private, max-age=5', null],
  ['private, public, max-age=5', null],
  ['public, max-age=5', 5],
  ['s-maxage=5', 5],
])('of somebody signed in, %s is shared only if it says so: %s', (cacheControl, seconds) => {
  expect(kept([`cache-control: ${cacheControl}`], account)?.[0] ?? null).toBe(seconds);
});

test.each<[string, string[], number | null]>([
  ['nothing of it', [], null],
  ['two headers', ['cache-control: public', 'cache-control: max-age=5'], 5],
  ['that it is old already', ['cache-control: max-age=5', 'age: 3'], 2],
  ['an age that is none', ['cache-control: max-age=5', 'age: old'], null],
  ['that it depends on everything', ['cache-control: max-age=5', 'vary: Accept, *'], null],
  ['that it depends on a part of the key', ['cache-control: max-age=5', 'vary: accept-language'], 5],
  ['a cookie', ['cache-control: max-age=5', 'set-cookie: a=1'], null],
])('what says %s', (_what, headers, seconds) => {
  expect(kept(headers)?.[0] ?? null).toBe(seconds);
});

test('what depends on who asks, or on a header that is no part of the key, is not shared', () => {
  const vary = (names: string) => ['cache-control: public, max-age=5', `vary: ${names}`];
  expect(kept(vary('nutgraf-identity'), account)).toBeNull();
  expect(kept(vary('nutgraf-identity'))).toEqual([5, 0, 0]);
  expect(kept(vary('nutgraf-client'))).toBeNull();
  expect(kept(vary('Cookie'), { ...guest, ignored: ['cookie'] })).toBeNull();
});

test('what carries a header for the client is not shared: others would not get it', () => {
  const headers = ['cache-control: max-age=5', 'x-region: eu'];
  expect(kept(headers, { ...guest, passedOn: ['x-region'] })).toBeNull();
  expect(kept(headers)).toEqual([5, 0, 0]);
});
