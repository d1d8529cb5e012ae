import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@nutgraf/stack/free-port';
import { prepareServer } from '@nutgraf/stack/postgres/embedded-server';
import { superuserUrl } from '@nutgraf/stack/postgres/server';
import type { Running } from '@nutgraf/stack/processes/running';

/** A PostgreSQL of one test's own that keeps what it acknowledged, and can be killed and started again. */
export class DurablePostgres implements AsyncDisposable {
  #running: Running | undefined;

  private constructor(
    readonly url: string,
    private readonly home: string,
    private readonly launch: () => Running,
  ) {}

  static async start(): Promise<DurablePostgres> {
    const home = await mkdtemp(join(tmpdir(), 'nutgraf-test-'));
    const options = {
      folder: join(home, 'postgres'),
      logFile: join(home, 'postgres.log'),
      port: await findFreePort(),
      superuserPassword: randomBytes(12).toString('hex'),
      durable: true,
    };
    const postgres = new DurablePostgres(superuserUrl(options), home, await prepareServer(options));
    await postgres.startAgain();
    return postgres;
  }

  /** Resolves when it takes connections. */
  async startAgain(): Promise<void> {
    this.#running = this.launch();
    await this.#running.ready;
  }

  /** @param how At once, or as an operator would. */
  async end(how: 'killed' | 'stopped'): Promise<void> {
    const running = this.#running;
    if (how === 'killed') running?.kill();
    else void running?.stop();
    await running?.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running?.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}
