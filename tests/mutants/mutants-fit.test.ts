import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutants } from './mutants';

test.each(mutants)('the mutant "$name" changes one place of the code as it is', ({ file, from, to }) => {
  const code = readFileSync(join(__dirname, '../..', file), 'utf8');
  expect(code.split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
