import { healths } from './fixtures/served-subgraph';

test('what is known of a subgraph stays, whoever asks, until it moves', () => {
  const known = healths();
  const first = known.of('users', 'http://a/');
  expect(known.of('users', 'http://a/')).toBe(first);
  expect(known.of('content', 'http://a/')).not.toBe(first);
  expect(known.of('users', 'http://b/')).not.toBe(first);
});
