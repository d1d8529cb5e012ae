import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';

/** How a program is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Every process of one run. All of them end with it. */
export class Children implements AsyncDisposable {
  readonly #logFolder: string;
  readonly #running = new Set<ChildProcess>();
  /** Those that lead a process group of their own. */
  readonly #leaders = new WeakSet<ChildProcess>();
  #ending: Promise<void> | undefined;

  /** @param logFolder where what a program writes is kept, one file for each */
  constructor(logFolder: string) {
    this.#logFolder = logFolder;
  }

  /** Starts one of our own modules, which speaks by {@link serveCalls}. */
  fork(module: string, args: readonly string[] = []): ChildProcess {
    return this.#keep(fork(module, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
  }

  /** Starts a program in a process group of its own, so that what it starts ends with it. */
  start(name: string, { command, args, env = {}, cwd }: Launch): ChildProcess {
    const child = spawn(command, args, {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const log = createWriteStream(this.logFile(name), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.#leaders.add(child);
    child.once('close', () => log.end());
    child.once('error', (error) => log.write(String(error)));
    return this.#keep(child);
  }

  logFile(name: string): string {
    return join(this.#logFolder, `${name}.log`);
  }

  /** Ends one by its id: politely, and after ten seconds for sure. What it left behind ends with it. */
  async stop(child: ChildProcess): Promise<void> {
    const isOver = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
    if (!isOver) {
      const ended = once(child, 'exit');
      if (child.connected) child.disconnect();
      child.kill('SIGINT');
      const impatient = setTimeout(() => this.#kill(child), 10_000);
      await ended;
      clearTimeout(impatient);
    }
    this.#kill(child);
    this.#running.delete(child);
  }

  /** For the end in a hurry: nothing may stay behind. */
  killAll(): void {
    for (const child of this.#running) this.#kill(child);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return (this.#ending ??= Promise.all([...this.#running].map((child) => this.stop(child))).then(
      () => undefined,
    ));
  }

  #keep(child: ChildProcess): ChildProcess {
    this.#running.add(child);
    return child;
  }

  #kill(child: ChildProcess): void {
    if (child.pid === undefined) return;
    try {
      if (this.#leaders.has(child)) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      // All of them are gone.
    }
  }
}
