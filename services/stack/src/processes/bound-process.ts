import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process';

/** How {@link spawnBound} starts a program. */
export interface BoundProcessOptions {
  /** What the process is sent when this process is gone, however it ended. */
  readonly deathSignal: 'INT' | 'KILL';
  /** Command that runs the program as someone else; empty for none. */
  readonly prefix?: readonly string[];
  /** This process's own when left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly stdio: StdioOptions;
}

/** Starts a program that does not outlive this process, not even when this process is killed with SIGKILL. */
export function spawnBound(
  program: string,
  args: readonly string[],
  { deathSignal, prefix = [], env = process.env, stdio }: BoundProcessOptions,
): ChildProcess {
  // The kernel forgets the death signal when a process changes its user, so setpriv comes after the prefix.
  const kernelBinds = hasDeathSignal();
  const guard = kernelBinds ? ['setpriv', '--pdeathsig', deathSignal] : [];
  const [command, ...rest] = [...prefix, ...guard, program, ...args];
  // A session of its own: Ctrl-C reaches only this process, which then stops the others in order.
  const child = spawn(command ?? program, rest, { env, stdio, detached: true });
  if (!kernelBinds && child.pid !== undefined) watch(child, child.pid, deathSignal);
  return child;
}

function hasDeathSignal(): boolean {
  return process.platform === 'linux' && spawnSync('setpriv', ['--pdeathsig', 'KILL', 'true']).status === 0;
}

/** For systems without a death signal: a shell that sees its standard input close, because this process is gone. */
export function watch(child: ChildProcess, pid: number, deathSignal: 'INT' | 'KILL'): void {
  const script = 'cat >/dev/null; kill -"$1" "$0"';
  const watcher = spawn('/bin/sh', ['-c', script, String(pid), deathSignal], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.once('exit', () => watcher.kill('SIGKILL'));
}
