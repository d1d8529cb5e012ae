import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import type { SigningKey } from '@nutgraf/contract/signature';
import { ManualClock } from '@nutgraf/kit/clock';
import { newId } from '@nutgraf/kit/ids';
import { refreshTokenHash, RefreshTokens } from './refresh-tokens';

const key = (id: string): SigningKey => ({ id, secret: randomBytes(32) });
const [old, fresh] = [key('old'), key('fresh')];
const sessionId = newId('ses', new ManualClock(new Date('2026-03-02T09:30:00Z')));

test('first tokens are random, successors follow from the token and the key alone', () => {
  const tokens = new RefreshTokens([old]);
  const first = tokens.first(sessionId);
  expect(tokens.first(sessionId)).not.toBe(first);
  expect(new RefreshTokens([old]).successors(first)).toEqual(tokens.successors(first));
  expect(new RefreshTokens([fresh]).successors(first)).not.toEqual(tokens.successors(first));
  expect(new RefreshTokens([fresh, old]).successors(first)).toEqual([
    ...new RefreshTokens([fresh]).successors(first),
    ...tokens.successors(first),
  ]);
});

test('each token of a chain is another one, is recognised, and names its session', () => {
  const tokens = new RefreshTokens([old]);
  const chain = [tokens.first(sessionId)];
  for (let length = 1; length < 50; length++) chain.push(tokens.successors(chain[length - 1] ?? '')[0]);
  expect(new Set(chain).size).toBe(50);
  expect(new Set(chain.map((token) => refreshTokenHash(token).toString('hex'))).size).toBe(50);
  for (const token of chain) {
    expect(token).toMatch(/^rft_\w{26}_[\w-]{64}$/);
    expect(tokens.sessionIdOf(token)).toBe(sessionId);
    expect(tokens.isIssued(token)).toBe(true);
    expect(new RefreshTokens([fresh, old]).isIssued(token)).toBe(true);
    expect(new RefreshTokens([fresh]).isIssued(token)).toBe(false);
  }
});

test('a token with any one character changed was never issued', () => {
  const tokens = new RefreshTokens([old]);
  const token = tokens.first(sessionId);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  fc.assert(
    fc.property(
      fc.nat(token.length - 1),
      fc.constantFrom(...alphabet, '', ' ', '=', '\n', 'é', '\u0000'),
      (at, character) => {
        const changed = token.slice(0, at) + character + token.slice(at + 1);
        return changed === token || !tokens.isIssued(changed);
      },
    ),
    { numRuns: 2_000 },
  );
});

test('any other text is no token', () => {
  const tokens = new RefreshTokens([old]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(tokens.sessionIdOf(text)).toBeNull();
      expect(tokens.isIssued(text)).toBe(false);
    }),
  );
  const token = tokens.first(sessionId);
  for (const text of [`${token}\n`, ` ${token}`, `${token}A`, `${token}=`, token.replace('rft', 'rfx')]) {
    expect(tokens.sessionIdOf(text)).toBeNull();
    expect(tokens.isIssued(text)).toBe(false);
  }
});
