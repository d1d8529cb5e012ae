import { readFile, stat } from 'node:fs/promises';
import { ConfigError } from '../config-error';

/**
 * A supergraph in a file. To look for a change costs one `stat`, which follows symbolic links: so it sees files that
 * were written to, files that another one was renamed to, and folders behind links that were swapped.
 */
export class SupergraphFile {
  #version: string | undefined;
  #text: string | undefined;

  constructor(private readonly file: string) {}

  async read(): Promise<string | undefined> {
    try {
      return await this.#read();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new ConfigError(`The supergraph ${this.file} cannot be read: ${code}.`);
    }
  }

  async #read(): Promise<string | undefined> {
    // Before the text, so that what changes meanwhile is seen the next time.
    const version = await this.#versionNow();
    if (version === this.#version) return undefined;
    const text = await readFile(this.file, 'utf8');
    // Somebody is writing it.
    if (this.#text !== undefined && (await this.#versionNow()) !== version) return undefined;
    this.#version = version;
    if (text === this.#text) return undefined;
    this.#text = text;
    return text;
  }

  async #versionNow(): Promise<string> {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(this.file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join();
  }
}
