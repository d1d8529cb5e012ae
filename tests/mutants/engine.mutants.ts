import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { mutants } from './mutants';

const root = join(__dirname, '../..');
const jestBin = join(root, 'node_modules/jest/bin/jest.js');

/** What Jest says of the engine's tests on a mutant, up to the first file that fails. */
async function runOn(mutant: string | undefined): Promise<string> {
  const paths = ['gateway/src/execution', 'gateway/src/plan', 'gateway/src/operation', 'tests/federation'];
  const flags = ['--config', join(__dirname, 'mutated.config.js'), '--bail', '--ci'];
  const child = spawn(process.execPath, [jestBin, ...paths, ...flags], {
    cwd: root,
    env: { ...process.env, MUTANT: mutant },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [output] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return output;
}

// Where the engine as it is fails, every mutant would seem to be noticed.
test('the engine as it is passes', async () => {
  expect(await runOn(undefined)).toMatch(/^Tests: +\d+ passed, \d+ total$/m);
});

test.each(mutants)('$name is noticed', async ({ name }) => {
  const output = await runOn(name);
  // A mutant that does not compile fails files without failing a test, and proves nothing.
  if (!/^Tests: +\d+ failed/m.test(output)) throw new Error(`No test noticed it.\n${output.slice(-2_000)}`);
});
