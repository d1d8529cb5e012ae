import { RightAnswers } from './right-answers';

const answer = (value: object) => Buffer.from(JSON.stringify(value));

test('an answer is right whatever the order of its fields', () => {
  const right = new RightAnswers({ a: 1, b: [2] });
  expect(right.isRight(200, answer({ data: { b: [2], a: 1 } }))).toBe(true);
  expect(right.isRight(200, answer({ data: { a: 1, b: [2] } }))).toBe(true);
});

test('another value, an error, another status or no JSON is wrong', () => {
  const right = new RightAnswers({ a: 1 });
  expect(right.isRight(200, answer({ data: { a: 2 } }))).toBe(false);
  expect(right.isRight(200, answer({ data: { a: 1 }, errors: [{ message: 'no' }] }))).toBe(false);
  expect(right.isRight(500, answer({ data: { a: 1 } }))).toBe(false);
  expect(right.isRight(200, Buffer.from('<html>'))).toBe(false);
});

test('what was seen to be right is wrong with another status', () => {
  const right = new RightAnswers({ a: 1 });
  expect(right.isRight(200, answer({ data: { a: 1 } }))).toBe(true);
  expect(right.isRight(503, answer({ data: { a: 1 } }))).toBe(false);
});

test('without a known answer the first one without errors counts', () => {
  const right = new RightAnswers(undefined);
  expect(right.isRight(200, answer({ data: { a: 1 }, errors: [] }))).toBe(false);
  expect(right.isRight(200, answer({ data: { a: 1 } }))).toBe(true);
  expect(right.isRight(200, answer({ data: { a: 2 } }))).toBe(false);
});
