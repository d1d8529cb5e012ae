import { readFile } from 'node:fs/promises';
import { ConfigError } from './config-error';

/** A supergraph: its SDL itself, a file that holds it, or a URL that answers it. */
export type SupergraphSource = string | { readonly file: string } | { readonly url: string };

/** Longest wait for a supergraph over HTTP. */
const downloadTimeoutMs = 10_000;

/**
 * Fetches the SDL.
 * @throws ConfigError that says which source could not be read.
 */
export async function readSupergraph(source: SupergraphSource): Promise<string> {
  if (typeof source === 'string') return source;
  return 'file' in source ? readSupergraphFile(source.file) : download(source.url);
}

async function readSupergraphFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`The supergraph ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

async function download(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) }).catch(
    (error: unknown) => {
      throw new ConfigError(`The supergraph at ${url} cannot be fetched.`, { cause: error });
    },
  );
  if (!response.ok)
    throw new ConfigError(`The supergraph at ${url} cannot be fetched: HTTP ${response.status}.`);
  return response.text();
}
