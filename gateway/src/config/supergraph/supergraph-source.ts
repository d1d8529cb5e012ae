import { ConfigError } from '../config-error';
import { describeIssue } from '../describe-issue';
import { supergraphSchema } from '../supergraph.schema';
import { z } from 'zod';
import { SupergraphFile } from './supergraph-file';
import { SupergraphUrl } from './supergraph-url';

interface Polled {
  /** How often to look for a change, in seconds. Without it nobody looks. */
  readonly pollSeconds?: number | undefined;
}

/** A supergraph: its SDL itself, a file that holds it, or a URL that answers it. */
export type SupergraphSource =
  | string
  | (Polled & { readonly file: string })
  | (Polled & { readonly url: string; readonly headers?: Readonly<Record<string, string>> | undefined });

/** Reads one source again and again. */
export interface SupergraphReader {
  /**
   * The SDL; `undefined` when it is what was read last.
   * @throws ConfigError that says which source could not be read.
   */
  read(signal?: AbortSignal): Promise<string | undefined>;
}

/** A source with how often it is to be read, in seconds. */
export interface OpenSource {
  readonly reader: SupergraphReader;
  readonly pollSeconds: number | undefined;
}

const sourceSchema = z.strictObject({ supergraph: supergraphSchema });

/** @throws ConfigError that says what is wrong with the source, or that there is none. */
export function openSource(source: SupergraphSource | undefined): OpenSource {
  if (typeof source === 'string') return { reader: readerOfText(source), pollSeconds: undefined };
  if (source === undefined) {
    throw new ConfigError('There is no supergraph to serve: name its SDL, a file or a url.');
  }
  const input = { supergraph: source };
  const { data, error } = sourceSchema.safeParse(input);
  if (!data) {
    const faults = error.issues.flatMap((issue) => describeIssue(issue, sourceSchema, input));
    throw new ConfigError(faults.map(({ message }) => message).join('\n'));
  }
  const { file, url, pollSeconds, headers } = data.supergraph;
  const reader = url === undefined ? new SupergraphFile(file!) : new SupergraphUrl(url, headers);
  return { reader, pollSeconds };
}

/**
 * Reads a source once.
 * @throws ConfigError that says which source could not be read.
 */
export async function readSupergraph(source: SupergraphSource): Promise<string> {
  return (await openSource(source).reader.read())!;
}

/** What people write on a command line. */
export function sourceNamed(name: string): SupergraphSource {
  return /^https?:\/\//i.test(name) ? { url: name } : { file: name };
}

function readerOfText(sdl: string): SupergraphReader {
  return { read: () => Promise.resolve(sdl) };
}
