import fc from 'fast-check';
import { commentToHtml, isClientId, isCommentBody } from './comment.rules';

test.each([
  ['a', '<p>a</p>'],
  ['a\nb', '<p>a<br>b</p>'],
  ['a\r\n\r\nb\rc', '<p>a</p><p>b<br>c</p>'],
  ['a\n \t\n\n\nb', '<p>a</p><p>b</p>'],
  ['\n\na\n\n', '<p>a</p>'],
  ['<b>&</b>', '<p>&lt;b&gt;&amp;&lt;/b&gt;</p>'],
])('%j becomes %s', (body, html) => {
  expect(commentToHtml(body)).toBe(html);
});

test('a comment brings no element but paragraphs and line breaks', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('<', '>', '"', '&', 'a', '\n', '\r', ' ', '/', 'p') }),
      (body) => {
        const rest = commentToHtml(body).replaceAll(/<p>|<\/p>|<br>/g, '');
        expect(rest).not.toMatch(/[<>"]/);
      },
    ),
  );
});

test.each([
  ['', false],
  [' \n\t', false],
  ['x', true],
  ['x'.repeat(10_000), true],
  [` ${'x'.repeat(10_000)} `, true],
  ['x'.repeat(10_001), false],
  ['🌲'.repeat(10_000), true],
  ['🌲'.repeat(10_001), false],
  ['a\0b', false],
])('whether a body is one: case %#', (body, expected) => {
  expect(isCommentBody(body)).toBe(expected);
});

test.each([
  ['0190b1f2-8c1d', true],
  ['', false],
  ['a b', false],
  ['é', false],
  ['c'.repeat(101), false],
])('client id %j: %s', (value, expected) => {
  expect(isClientId(value)).toBe(expected);
});
