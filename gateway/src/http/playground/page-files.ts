import { readdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

/** A file of the page. */
export interface PageFile {
  /** On disk. */
  readonly path: string;
  readonly type: string;
  /** Forms of it that lie beside it, by content coding. */
  readonly encoded: ReadonlyMap<string, string>;
}

/** What the page is made of. */
export interface PageFiles {
  readonly page: PageFile;
  /** By name. Their names change with their content. */
  readonly assets: ReadonlyMap<string, PageFile>;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** Content codings, the better first, with the endings of such files. */
const codings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/**
 * Lists the built page. Only what is listed is ever served, so that no request can name another file.
 * @returns `undefined` when it was not built.
 */
export function findPageFiles(folder = builtFolder()): PageFiles | undefined {
  if (folder === undefined) return undefined;
  const names = filesIn(folder);
  if (!names.includes('index.html')) return undefined;
  const assets = join(folder, 'playground');
  return { page: describe(folder, 'index.html', names), assets: describeAll(assets, filesIn(assets)) };
}

function describeAll(folder: string, names: readonly string[]): ReadonlyMap<string, PageFile> {
  const plain = names.filter((name) => extname(name) in types);
  return new Map(plain.map((name) => [name, describe(folder, name, names)]));
}

function describe(folder: string, name: string, names: readonly string[]): PageFile {
  const path = join(folder, name);
  const encoded = codings.filter(([, ending]) => names.includes(name + ending));
  return {
    path,
    type: types[extname(name)] ?? 'application/octet-stream',
    encoded: new Map(encoded.map(([coding, ending]) => [coding, path + ending])),
  };
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function builtFolder(): string | undefined {
  try {
    return join(dirname(require.resolve('@nutgraf/playground/package.json')), 'dist');
  } catch {
    return undefined;
  }
}
