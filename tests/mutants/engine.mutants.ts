import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { mutants } from './mutants';

const root = join(__dirname, '../..');
const jestBin = join(root, 'node_modules/jest/bin/jest.js');

/** Runs the engine's tests on a mutant until one fails. */
async function failuresOf(mutant: string): Promise<{ readonly failed: number; readonly output: string }> {
  const paths = ['gateway/src/execution', 'gateway/src/plan', 'gateway/src/operation', 'tests/federation'];
  const flags = ['--config', join(__dirname, 'mutated.config.js'), '--json', '--bail', '--ci'];
  const env = { ...process.env, MUTANT: mutant };
  const child = spawn(process.execPath, [jestBin, ...paths, ...flags], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, output] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  const { numFailedTests } = JSON.parse(stdout) as { numFailedTests: number };
  return { failed: numFailedTests, output };
}

test.each(mutants)('$name is noticed', async ({ name }) => {
  const { failed, output } = await failuresOf(name);
  // A mutant that does not compile would fail suites without failing a test, and prove nothing.
  if (failed === 0) throw new Error(`No test noticed it.\n${output.slice(-2_000)}`);
});
