import { accessTokenLife, refreshRefusal, refreshStep, sessionEnd, signInRefusal } from './session.rules';

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
] as const)('%j with a %s password: %s', (account, verdict, refusal) => {
  expect(signInRefusal(account, verdict)).toBe(refusal);
});

test.each([
  [active, null],
  [unverified, null],
  [suspended, 'ACCOUNT_SUSPENDED'],
  [null, 'INVALID_OR_EXPIRED_TOKEN'],
])('whoever presents a refresh token of %j hears %p', (account, refusal) => {
  expect(refreshRefusal(account)).toBe(refusal);
});

const refreshedAt = new Date('2026-03-02T09:30:00.250Z');
const after = (milliseconds: number) => new Date(refreshedAt.getTime() + milliseconds);

test.each([
  ['ACTIVE', 0, 'ROTATE'],
  ['ACTIVE', 86_400_000, 'ROTATE'],
  ['PARENT', 0, 'REPEAT'],
  ['PARENT', 10_000, 'REPEAT'],
  // Another process's clock may be behind.
  ['PARENT', -50, 'REPEAT'],
  ['PARENT', 10_001, 'REVOKE'],
  ['OLDER', 0, 'REVOKE'],
  ['FORGED', 0, 'REFUSE'],
  ['FORGED', 10_001, 'REFUSE'],
] as const)('%s, %d ms after the last refresh: %s', (standing, milliseconds, step) => {
  expect(refreshStep(standing, refreshedAt, after(milliseconds))).toBe(step);
});

const lifetimes = { accessTokenMs: 300_000, idleMs: 1_000_000, wholeMs: 3_000_000 };

test('a session ends when it is idle, and after its whole life', () => {
  expect(sessionEnd(refreshedAt, refreshedAt, lifetimes)).toEqual(after(1_000_000));
  expect(sessionEnd(refreshedAt, after(2_500_000), lifetimes)).toEqual(after(3_000_000));
});

test('an access token lives whole seconds, and never longer than its session', () => {
  expect(
    accessTokenLife({ refreshedAt, expiresAt: after(1_000_000), tokensExpireAt: null }, lifetimes),
  ).toEqual({
    issuedAt: new Date('2026-03-02T09:30:00.000Z'),
    expiresAt: new Date('2026-03-02T09:35:00.000Z'),
  });
  expect(
    accessTokenLife({ refreshedAt, expiresAt: after(60_900), tokensExpireAt: null }, lifetimes).expiresAt,
  ).toEqual(new Date('2026-03-02T09:31:01.000Z'));
});
