import { ghostProfile, handleKey, isHandle } from './user.rules';

test.each(['ada', 'Ada-Author', 'a1_', 'x'.repeat(39)])('%s has the form of a handle', (value) => {
  expect(isHandle(value)).toBe(true);
});

test.each(['', 'a', '-ada', 'ada author', 'ada\n', 'ada\u0000', 'ädä', 'x'.repeat(40)])(
  '%p does not have the form of a handle',
  (value) => {
    expect(isHandle(value)).toBe(false);
  },
);

test('handles that differ in case are one', () => {
  expect(handleKey('Ada-AUTHOR')).toBe(handleKey('ada-author'));
});

test('ghosts have handles of their own', () => {
  const handles = ['01J00000000000000000000001', '01J00000000000000000000002'].map(
    (suffix) => ghostProfile(`usr_${suffix}`).handle,
  );
  expect(new Set(handles).size).toBe(2);
  expect(handles.every(isHandle)).toBe(true);
});
