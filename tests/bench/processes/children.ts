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
    child.once('close', () => log.end());
    child.once('error', (error) => log.write(String(error)));
    return this.#keep(child);
  }

  logFile(name: string): string {
    return join(this.#logFolder, `${name}.log`);
  }

  /** Ends one by its id: politely, and after ten seconds for sure. */
  async stop(child: ChildProcess): Promise<void> {
    this.#running.delete(child);
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    if (child.connected) child.disconnect();
    child.kill('SIGINT');
    const impatient = setTimeout(() => endGroup(child), 10_000);
    await ended;
    clearTimeout(impatient);
    endGroup(child);
  }

  /** For the end in a hurry: nothing may stay behind. */
  killAll(): void {
    for (const child of this.#running) endGroup(child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running].map((child) => this.stop(child)));
  }

  #keep(child: ChildProcess): ChildProcess {
    this.#running.add(child);
    return child;
  }
}

function endGroup(child: ChildProcess): void {
  try {
    // Programs lead a group of their own; our modules do not and are ended alone.
    process.kill(child.connected || child.channel ? child.pid! : -child.pid!, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}
