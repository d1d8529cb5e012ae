import { messagesIn, valueAt } from './sign-in-answer';

test('a token is found behind keys with dots between them', () => {
  const data = { sessionCreate: { tokens: { accessToken: 'abc' } } };
  expect(valueAt(data, 'sessionCreate.tokens.accessToken')).toBe('abc');
  expect(valueAt(data, 'sessionCreate.tokens.refreshToken')).toBeUndefined();
  expect(valueAt({ sessionCreate: null }, 'sessionCreate.tokens.accessToken')).toBeUndefined();
  expect(valueAt(null, 'a')).toBeUndefined();
  expect(valueAt({}, 'constructor.name')).toBeUndefined();
});

test('what went wrong is found among errors and in data', () => {
  expect(messagesIn({ errors: [{ message: 'No.' }] })).toEqual(['No.']);
  const business = { data: { sessionCreate: { tokens: null, errors: [{ message: 'Wrong password.' }] } } };
  expect(messagesIn(business)).toEqual(['Wrong password.']);
  expect(messagesIn({ data: { ok: true } })).toEqual([]);
});
