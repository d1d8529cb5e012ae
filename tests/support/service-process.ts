import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { findFreePort } from '@nutgraf/stack/free-port';
import type { ServiceName } from '@nutgraf/stack/service-names';
import { until } from './until';

const resolve = createRequire(__filename).resolve;

/** A service as a process of its own, from its build, that can be killed and started again on the same port. */
export class ServiceProcess implements AsyncDisposable {
  readonly url: string;
  /** Its log since the first start, line by line. */
  readonly log: string[] = [];
  readonly #main: string;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | null = null;

  /** `environment` must name a `PORT`. */
  constructor(name: ServiceName, environment: Readonly<Record<string, string>>) {
    this.#main = resolve(`../../services/${name}/dist/main.js`);
    this.#environment = environment;
    this.url = `http://127.0.0.1:${environment.PORT}`;
  }

  /** Starts one on a free port. */
  static async start(
    name: ServiceName,
    environment: Readonly<Record<string, string>>,
  ): Promise<ServiceProcess> {
    const service = new ServiceProcess(name, { ...environment, PORT: String(await findFreePort()) });
    await service.start();
    return service;
  }

  /** Resolves when the service says that it is ready. */
  async start(): Promise<void> {
    this.#child = spawn(process.execPath, [this.#main], {
      env: { PATH: process.env.PATH, ...this.#environment },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    if (this.#child.stdout) createInterface(this.#child.stdout).on('line', (line) => this.log.push(line));
    const isReady = async () => (await fetch(`${this.url}/ready`).catch(() => null))?.status === 200;
    await until(isReady, Boolean, 20_000);
  }

  /** Asks it to stop, and resolves to its exit status when it has. */
  async stop(): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (!child) return null;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [status] = (await ended) as [number | null];
    return status;
  }

  /** Ends it at once, without a chance to finish anything. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child) return;
    const isOver = child.exitCode !== null || child.signalCode !== null;
    if (isOver) return;
    // Its log is whole by then.
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  }

  /** Keeps it from running (SIGSTOP): connections stand and are taken, and nothing is answered. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  /** Lets it go on where it was. */
  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
