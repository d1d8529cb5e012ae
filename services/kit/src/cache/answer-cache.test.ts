import type { Path } from 'graphql/jsutils/Path';
import { callerFromClaims, type Caller } from '../caller';
import { AnswerCache } from './answer-cache';

const guest: Caller = { kind: 'anonymous' };
const reader = callerFromClaims({ sub: 'acc_1', scope: '' });
const open = { maxAge: 60, isPrivate: false, lookups: [] };

function path(...keys: (string | number)[]): Path {
  const found = keys.reduce<Path | undefined>((prev, key) => ({ prev, key, typename: undefined }), undefined);
  if (!found) throw new Error('A path has a key.');
  return found;
}

test('what all may see is kept for guests and for the signed-in', () => {
  for (const caller of [guest, reader]) {
    expect(new AnswerCache(caller, true).words(open, {}).cacheControl).toBe('max-age=60, public');
  }
});

test('what is for the caller alone is kept for guests, who are one, and for nobody else', () => {
  const policy = { ...open, isPrivate: true };
  expect(new AnswerCache(guest, true).words(policy, {}).cacheControl).toBe('max-age=60, private');
  expect(new AnswerCache(reader, true).words(policy, {}).cacheControl).toBe('no-store');
});

test('resolvers restrict, and never allow more', () => {
  const cache = new AnswerCache(guest, true);
  cache.restrict({ maxAge: 30, scope: 'PRIVATE' });
  cache.restrict({ maxAge: 90, scope: 'PUBLIC' });
  expect(cache.words(open, {}).cacheControl).toBe('max-age=30, private');
  cache.forbid();
  expect(cache.words(open, {})).toEqual({ cacheControl: 'no-store', extensions: undefined });
});

test('a lookup that found nothing is not kept', () => {
  const policy = { ...open, lookups: ['article'] };
  const words = (data: Record<string, unknown>) =>
    new AnswerCache(guest, true).words(policy, data).cacheControl;
  expect(words({ article: null })).toBe('no-store');
  expect(words({ article: {}, other: null })).toBe('max-age=60, public');
});

test('an answer names what it tells of, each once', () => {
  const cache = new AnswerCache(guest, true);
  cache.tell('Article:1', path('article'));
  cache.tell('Article:1', path('again'));
  cache.tag('offers');
  expect(cache.words(open, {}).extensions).toEqual({ apolloCacheTags: ['Article:1', 'offers'] });
});

test('entities are named for each representation, in the order of fields and representations', () => {
  const cache = new AnswerCache(guest, true);
  cache.beginEntities('b', ['User:1', 'User:2']);
  cache.beginEntities('a', ['Article:9']);
  cache.tell('Comment:3', path('b', 1, 'comments'));
  cache.tell('User:2', path('b'));
  cache.tell('Article:9', path('a'));
  expect(cache.words(open, {}).extensions).toEqual({
    apolloEntityCacheTags: [['User:1'], ['User:2', 'Comment:3'], ['Article:9']],
  });
});

test('what is named by hand could be about any representation', () => {
  const cache = new AnswerCache(guest, true);
  cache.beginEntities('_entities', ['Article:1', 'Article:2']);
  cache.tag('offers');
  expect(cache.words(open, {}).extensions?.apolloEntityCacheTags).toEqual([
    ['Article:1', 'offers'],
    ['Article:2', 'offers'],
  ]);
});

test('an answer that tells of more than 1,000 objects, or of one with too long a name, is not kept', () => {
  const many = new AnswerCache(guest, true);
  for (let n = 0; n < 1_001; n += 1) many.tell(`Comment:${n}`, path('comments'));
  const long = new AnswerCache(guest, true);
  long.beginEntities('_entities', [`User:${'x'.repeat(500)}`]);
  const notKept = { cacheControl: 'no-store', extensions: undefined };
  expect([many.words(open, {}), long.words(open, {})]).toEqual([notKept, notKept]);
});

test('nothing is named where nobody could raise it', () => {
  const cache = new AnswerCache(guest, false);
  cache.beginEntities('_entities', ['User:1']);
  cache.tell('User:1', path('_entities'));
  expect(cache.words(open, {})).toEqual({ cacheControl: 'max-age=60, public', extensions: undefined });
});
