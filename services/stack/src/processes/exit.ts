import { type ChildProcess } from 'node:child_process';

/** Resolves with how a process ended, in words; also when it could not be started at all. */
export function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
}

/** Sends `signal` and waits for the end; after `patienceMs` milliseconds sends `lastSignal`. */
export async function endProcess(
  child: ChildProcess,
  exited: Promise<string>,
  {
    signal,
    lastSignal,
    patienceMs,
  }: { signal: NodeJS.Signals; lastSignal: NodeJS.Signals; patienceMs: number },
): Promise<void> {
  child.kill(signal);
  const insist = setTimeout(() => child.kill(lastSignal), patienceMs);
  await exited;
  clearTimeout(insist);
}
