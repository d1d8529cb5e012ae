import { readOptions } from './command-line';

const known = ['home-feed', 'author-page'];

test('by default everything is measured, at ten times the demo data', () => {
  expect(readOptions([], known)).toMatchObject({ only: known, rounds: 3, scale: 10, prepared: false });
  expect(readOptions(['--help'], known)).toBeNull();
});

test('what is named is measured', () => {
  const options = readOptions(
    ['--only', 'author-page', '--scale', '1', '--requests', '7', '--quick', '--prepared'],
    known,
  );
  expect(options).toMatchObject({ only: ['author-page'], scale: 1, requests: 7, rounds: 1, prepared: true });
});

test('a wrong option says what there is, and no load is without bounds', () => {
  expect(() => readOptions(['--only', 'nothing'], known)).toThrow('there is home-feed, author-page.');
  expect(() => readOptions(['--rounds', '0'], known)).toThrow('a whole number from 1 to 100.');
  expect(() => readOptions(['--connections', '51'], known)).toThrow('a whole number from 1 to 50.');
  expect(() => readOptions(['--fast'], known)).toThrow('--fast');
});
