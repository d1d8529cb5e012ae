import { decodeIdentity, encodeIdentity, scopesOf } from './identity';

test('claims survive the header, whatever characters they hold', () => {
  const claims = { sub: 'acc_1', sid: 'ses_1', scope: 'a b', name: 'Zoë 🌍\r\n' };
  const header = encodeIdentity(claims);
  expect(header).toMatch(/^[\w-]+$/);
  expect(decodeIdentity(header)).toEqual(claims);
});

test.each([
  '',
  'not base64 json',
  encodeIdentity({ sub: '' }),
  Buffer.from('{"sub":1}').toString('base64url'),
])('a header that is no identity is refused: %s', (header) => {
  expect(() => decodeIdentity(header)).toThrow(TypeError);
});

test('scopes are separated by spaces; a guest has none', () => {
  expect(scopesOf({ sub: 'acc_1', scope: 'account:read  admin:billing' })).toEqual(
    new Set(['account:read', 'admin:billing']),
  );
  expect(scopesOf(undefined)).toEqual(new Set());
});
