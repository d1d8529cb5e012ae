import { join } from 'node:path';
import { findFreePort } from '@nutgraf/stack/free-port';
import { type LoopReport, type MemoryReport } from './probe-reports';

/** Asks the module that is preloaded into a gateway on Node. */
export class Probe {
  readonly nodeFlags = ['--require', join(__dirname, 'main.js')];
  readonly env: Readonly<Record<string, string>>;
  readonly #port: number;

  private constructor(port: number) {
    this.#port = port;
    this.env = { BENCH_PROBE_PORT: String(port) };
  }

  static async create(): Promise<Probe> {
    return new Probe(await findFreePort());
  }

  async startWatching(): Promise<void> {
    await this.#ask('start');
  }

  stopWatching(): Promise<LoopReport> {
    return this.#ask('stop') as Promise<LoopReport>;
  }

  memory(): Promise<MemoryReport> {
    return this.#ask('memory') as Promise<MemoryReport>;
  }

  async #ask(what: string): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${this.#port}/${what}`);
    return response.json();
  }
}
