import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from './config-error';

/** A document of a manifest, whose hash is right. */
export interface ManifestDocument {
  /** SHA-256 of the text, in lower-case hex. */
  readonly hash: string;
  readonly text: string;
  /** The file that it came from; the first one of several. */
  readonly file: string;
}

const apolloFormat = 'apollo-persisted-query-manifest';

const apolloManifest = z.object({
  format: z.literal(apolloFormat),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

const plainManifest = z.record(z.string(), z.string());

/**
 * Reads manifests of trusted documents. The same document may stand in several of them.
 * @throws ConfigError that names the file, and the document whose hash is another one.
 */
export async function readManifests(files: readonly string[]): Promise<readonly ManifestDocument[]> {
  const documents = new Map<string, ManifestDocument>();
  for (const file of files) {
    for (const [id, text] of entriesOf(await readJson(file), file)) {
      const hash = hashOf(text);
      if (id.replace(/^sha256:/, '') !== hash) {
        throw new ConfigError(`${file}: the document "${id}" has another SHA-256, ${hash}.`);
      }
      if (!documents.has(hash)) documents.set(hash, { hash, text, file });
    }
  }
  return [...documents.values()];
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`The manifest ${file} cannot be read: ${error.code}.`);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ConfigError(`${file}: ${(error as Error).message}`);
  }
}

function entriesOf(manifest: unknown, file: string): readonly (readonly [id: string, text: string])[] {
  const plain = plainManifest.safeParse(manifest);
  if (plain.success) return Object.entries(plain.data);
  const apollo = apolloManifest.safeParse(manifest);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body]);
  throw new ConfigError(
    `${file}: this is no manifest; expected {"<SHA-256>": "<document>"}, or version 1 of ${apolloFormat}.`,
  );
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
