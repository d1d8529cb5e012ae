import { decodeClientFacts, encodeClientFacts } from './client-facts';

test('client facts survive the header', () => {
  const facts = { address: '2001:db8::1', userAgent: 'Zeitungsleser/1.0 (Grüße)' };
  expect(decodeClientFacts(encodeClientFacts(facts))).toEqual(facts);
  const nothing = { address: null, userAgent: null };
  expect(decodeClientFacts(encodeClientFacts(nothing))).toEqual(nothing);
});

test('a long user agent is cut, so that the header stays small', () => {
  const { userAgent } = decodeClientFacts(encodeClientFacts({ address: null, userAgent: 'x'.repeat(5_000) }));
  expect(userAgent).toHaveLength(256);
});

test.each(['', 'bm90IGpzb24', 'bnVsbA', 'NDI'])('"%s" is refused', (value) => {
  expect(() => decodeClientFacts(value)).toThrow(TypeError);
});
