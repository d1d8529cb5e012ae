import { readOptions } from './command-line';

const known = { gateways: ['ours', 'theirs'], scenarios: ['benchmark', 'memory'] };

test('by default everything is measured but memory', () => {
  expect(readOptions([], known)).toMatchObject({
    only: ['ours', 'theirs'],
    scenarios: ['benchmark'],
    rounds: 5,
  });
  expect(readOptions(['--memory'], known)?.scenarios).toEqual(['benchmark', 'memory']);
  expect(readOptions(['--help'], known)).toBeNull();
});

test('what is named is measured', () => {
  const options = readOptions(
    ['--only', 'theirs', '--scenario', 'memory', '--requests', '7', '--quick'],
    known,
  );
  expect(options).toMatchObject({ only: ['theirs'], scenarios: ['memory'], requests: 7, rounds: 2 });
});

test('a wrong option says what there is', () => {
  expect(() => readOptions(['--only', 'nobody'], known)).toThrow('--only nobody: there is ours, theirs.');
  expect(() => readOptions(['--rounds', '0'], known)).toThrow('--rounds 0: expected a whole number above 0.');
  expect(() => readOptions(['--fast'], known)).toThrow('--fast');
});
