import { isCommonPassword } from './common-passwords';
import { normalPassword, passwordFlaw } from './password.rules';

const owner = { email: 'ada.lovelace@nutgraf.example', handle: 'ada-author', displayName: 'Ada Of Lovelace' };
const flaw = (password: string) => passwordFlaw(password, owner, isCommonPassword);

test.each([
  'a long walk home',
  '0123456789a',
  'xxxxxxxxxxy',
  '          x',
  '🐎🔋📎'.repeat(4),
  'ünïcödé-wörd',
  'p'.repeat(1024),
  'ada.lovelace@nutgraf.example!',
])('%.30p may be a password: nothing is asked of its characters', (password) => {
  expect(flaw(password)).toBeNull();
});

test.each([
  ['', 'TOO_SHORT'],
  ['ninechars', 'TOO_SHORT'],
  ['🐎'.repeat(9), 'TOO_SHORT'],
  ['p'.repeat(1025), 'TOO_LONG'],
  ['é'.repeat(513), 'TOO_LONG'],
  ['a lone \ud800 one', 'NOT_TEXT'],
  ['1234567890', 'COMMON'],
  ['PassWord123', 'COMMON'],
  ['ada.lovelace', 'NAMES_OWNER'],
  ['ADA.lovelace@nutgraf.EXAMPLE', 'NAMES_OWNER'],
  ['Ada-Author', 'NAMES_OWNER'],
  [' ada of lovelace ', 'NAMES_OWNER'],
  ['e\u0301'.repeat(9), 'TOO_SHORT'],
  ['ｐａｓｓｗｏｒｄ１２３', 'COMMON'],
  ['ａｄａ-author', 'NAMES_OWNER'],
])('%.30p may not: %s', (password, expected) => {
  expect(flaw(password)).toBe(expected);
});

test('two ways to type one text are one password', () => {
  expect(normalPassword('cre\u0300me \ufb01n')).toBe(normalPassword('cr\u00e8me fin'));
});
