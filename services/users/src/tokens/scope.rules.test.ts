import { scopesOf } from './scope.rules';

const everyone = ['account:read', 'content:comment'];

test.each([
  [['READER'], everyone],
  [
    ['READER', 'AUTHOR'],
    [...everyone, 'content:write'],
  ],
  [
    ['READER', 'EDITOR'],
    [...everyone, 'content:write', 'content:publish'],
  ],
  [
    ['READER', 'MODERATOR'],
    [...everyone, 'content:moderate'],
  ],
  [
    ['READER', 'BILLING_ADMIN'],
    [...everyone, 'admin:billing'],
  ],
  [
    ['READER', 'ADMIN'],
    [...everyone, 'content:write', 'content:publish', 'content:moderate', 'admin:billing', 'admin:accounts'],
  ],
  [
    ['READER', 'AUTHOR', 'EDITOR', 'MODERATOR'],
    [...everyone, 'content:write', 'content:publish', 'content:moderate'],
  ],
] as const)('an active account with the roles %j may %j', (roles, scopes) => {
  expect(scopesOf('ACTIVE', roles)).toEqual(scopes);
});

test('without a proven address even an admin may only look at the account', () => {
  expect(scopesOf('UNVERIFIED', ['READER', 'ADMIN'])).toEqual(['account:read']);
});

test('a suspended account may nothing', () => {
  expect(scopesOf('SUSPENDED', ['READER', 'ADMIN'])).toEqual([]);
});
