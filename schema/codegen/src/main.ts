import { runCommand } from './command';
import { InputError } from './input-error';

runCommand(process.argv.slice(2), process.cwd()).then(
  (said) => process.stdout.write(said),
  (error: unknown) => {
    const { message, stack } = error as Error;
    process.stderr.write(`${error instanceof InputError ? message : (stack ?? String(error))}\n`);
    process.exitCode = 1;
  },
);
