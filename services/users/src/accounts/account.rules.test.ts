import { callerFromClaims } from '@nutgraf/kit/caller';
import { maySeeEmail, visibleAccounts } from './account.rules';

const callers = {
  guest: undefined,
  owner: { sub: 'acc_1', scope: 'account:read content:comment' },
  other: { sub: 'acc_2', scope: 'account:read content:comment content:write' },
  billing: { sub: 'acc_3', scope: 'account:read admin:billing' },
  admin: { sub: 'acc_4', scope: 'admin:accounts' },
  service: { sub: 'service:content', scope: 'admin:accounts' },
};

test.each([
  ['guest', { all: false, own: null }, false],
  ['owner', { all: false, own: 'acc_1' }, true],
  ['other', { all: false, own: 'acc_2' }, false],
  ['billing', { all: true, own: 'acc_3' }, false],
  ['admin', { all: true, own: 'acc_4' }, true],
  ['service', { all: false, own: null }, false],
] as const)('%s knows of accounts %j and sees the address of acc_1: %s', (who, visibility, email) => {
  const caller = callerFromClaims(callers[who]);
  expect(visibleAccounts(caller)).toEqual(visibility);
  expect(maySeeEmail(caller, 'acc_1')).toBe(email);
});
