import { printTable } from './print-section';

test('a table has names at the left and numbers at the right', () => {
  const table = {
    columns: ['gateway', 'ms'],
    rows: [
      ['ours', '1.20'],
      ['another', '10.00'],
    ],
  };
  expect(printTable(table)).toBe(
    ['gateway     ms', '--------------', 'ours      1.20', 'another  10.00'].join('\n'),
  );
});
