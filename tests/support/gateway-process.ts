import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './until';

const main = join(__dirname, '../../gateway/dist/main.js');
const probe = join(__dirname, 'heap-probe.cjs');

interface LogEntry {
  readonly msg?: string;
  readonly url?: string;
  readonly err?: { readonly message?: string };
}

/** A gateway as a process of its own, from its build. */
export class GatewayProcess implements AsyncDisposable {
  /** What it logged, but not the operations. */
  readonly log: LogEntry[] = [];
  /** Exit code and signal. */
  readonly exited: Promise<readonly [number | null, NodeJS.Signals | null]>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const entry = JSON.parse(line) as LogEntry;
      if (entry.msg !== 'operation') this.log.push(entry);
    });
  }

  /** Resolves when it says that it is ready, on a free port. */
  static async start(...args: string[]): Promise<GatewayProcess> {
    const flags = ['--expose-gc', '--require', probe, main, '--port', '0', ...args];
    const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    const gateway = new GatewayProcess(child);
    await Promise.race([
      until(() => Promise.resolve(gateway.times('ready')), Boolean, 20_000),
      gateway.exited.then(([code]) => Promise.reject(new Error(`The gateway ended with ${code}.`))),
    ]);
    return gateway;
  }

  /** The GraphQL endpoint. */
  get url(): string {
    return this.log.find(({ msg }) => msg === 'ready')!.url!;
  }

  /** How often it logged a message. */
  times(message: string): number {
    return this.log.filter(({ msg }) => msg === message).length;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** What its heap and its buffers hold once garbage is gone. */
  async heapBytes(): Promise<number> {
    const answered = once(this.#child, 'message') as Promise<[{ readonly heapBytes: number }]>;
    this.#child.send('heap');
    return (await answered)[0].heapBytes;
  }

  /** Files of the modules that it has loaded. */
  async modules(): Promise<readonly string[]> {
    const answered = once(this.#child, 'message') as Promise<[{ readonly modules: readonly string[] }]>;
    this.#child.send('modules');
    return (await answered)[0].modules;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }
}
