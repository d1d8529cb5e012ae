import { TokenRefusal, TokensUncheckable } from '../token-refusal';
import { RevokedSessions } from './revoked-sessions';

const toleranceMs = 5_000;

function known(most?: number) {
  const sessions = new RevokedSessions(toleranceMs, most);
  sessions.complete();
  return sessions;
}

it('holds a session until its last token has expired past the tolerance', () => {
  const sessions = known();
  sessions.add('s1', 100_000, 0);
  sessions.prune(104_999);
  expect(() => sessions.check('s1')).toThrow(TokenRefusal);
  // Nobody looks again so soon, and the tokens have expired by themselves.
  sessions.prune(105_000);
  expect(sessions.size).toBe(1);
  sessions.prune(165_000);
  expect(sessions.size).toBe(0);
});

it('does not hold a session whose tokens have expired already', () => {
  const sessions = known();
  sessions.add('s1', 100_000, 105_000);
  expect(sessions.size).toBe(0);
});

it('holds a session whose end cannot be read for good', () => {
  const sessions = known();
  sessions.add('s1', NaN, 0);
  sessions.prune(Number.MAX_SAFE_INTEGER);
  expect(() => sessions.check('s1')).toThrow(TokenRefusal);
});

it('is bounded: the oldest is forgotten, and it says so', () => {
  const sessions = known(2);
  expect(['s1', 's2', 's2', 's3'].map((id) => sessions.add(id, 100_000, 0))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(() => sessions.check('s1')).not.toThrow();
  expect(() => sessions.check('s2')).toThrow(TokenRefusal);
});

it('knows of no session whether it has ended until it is complete, but of those that have', () => {
  const sessions = new RevokedSessions(toleranceMs);
  sessions.add('s1', 100_000, 0);
  expect(() => sessions.check('s1')).toThrow(TokenRefusal);
  expect(() => sessions.check('s2')).toThrow(TokensUncheckable);
  expect(() => sessions.check(undefined)).not.toThrow();
});
