import fc from 'fast-check';
import { ghostProfile, handleFrom, handleKey, handleVariants, isFreeToTake, isHandle } from './user.rules';

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

test.each(['deleted-1', 'Deleted-', 'ada author', ''])('nobody may take %p', (handle) => {
  expect(isFreeToTake(handle)).toBe(false);
});

test('whatever someone is called, there is a handle for them, and variants of it that differ', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (name, random) => {
        const handle = handleFrom(name);
        expect(isFreeToTake(handle)).toBe(true);
        const variants = handleVariants(handle, () => random);
        expect(variants[0]).toBe(handle);
        expect(variants.every(isFreeToTake)).toBe(true);
        expect(new Set(variants).size).toBeGreaterThan(8);
      },
    ),
  );
});

test('variants of any handle that may be taken may be taken too', () => {
  const handles = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{1,38}$/).filter(isFreeToTake);
  fc.assert(fc.property(handles, (handle) => handleVariants(handle, () => 0.5).every(isFreeToTake)));
});
