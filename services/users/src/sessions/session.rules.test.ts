import { signInRefusal } from './session.rules';

const active = { status: 'ACTIVE' };
const unverified = { status: 'UNVERIFIED' };
const suspended = { status: 'SUSPENDED' };

test.each([
  [active, 'RIGHT', null],
  [unverified, 'RIGHT', null],
  [suspended, 'RIGHT', 'ACCOUNT_SUSPENDED'],
  [active, 'WRONG', 'INVALID_CREDENTIALS'],
  [unverified, 'WRONG', 'INVALID_CREDENTIALS'],
  [suspended, 'WRONG', 'INVALID_CREDENTIALS'],
  [null, 'WRONG', 'INVALID_CREDENTIALS'],
  [null, 'RIGHT', 'INVALID_CREDENTIALS'],
  [active, 'BUSY', 'RATE_LIMITED'],
  [suspended, 'BUSY', 'RATE_LIMITED'],
  [null, 'BUSY', 'RATE_LIMITED'],
] as const)('%j with a %s password: %s', (account, verdict, refusal) => {
  expect(signInRefusal(account, verdict)).toBe(refusal);
});
