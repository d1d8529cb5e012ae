import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { ComposedGraph } from './compose';
import { sortSdl } from './sort-sdl';
import type { SubgraphSource } from './subgraphs';

/** Folder of the committed schema files. */
export const schemaFolder = join(__dirname, '..');

/** What the committed files should say, by path. */
export function expectedFiles(
  subgraphs: readonly SubgraphSource[],
  graph: ComposedGraph,
): ReadonlyMap<string, string> {
  return new Map([
    ...subgraphs.map(({ name, sdl }) => [join('subgraphs', `${name}.graphql`), sortSdl(sdl)] as const),
    ['supergraph.graphql', graph.supergraph],
    ['api.graphql', graph.api],
  ]);
}

/** Paths whose committed text is not what it should be, subgraphs that are gone included. */
export async function driftOf(expected: ReadonlyMap<string, string>): Promise<string[]> {
  const drifted = await goneSubgraphs(expected);
  for (const [path, text] of expected) {
    const committed = await readFile(join(schemaFolder, path), 'utf8').catch(() => null);
    if (committed !== text) drifted.push(path);
  }
  return drifted;
}

/** Writes what differs and says which paths those were. */
export async function writeFiles(expected: ReadonlyMap<string, string>): Promise<string[]> {
  const changed = await driftOf(expected);
  for (const path of changed) {
    const target = join(schemaFolder, path);
    const text = expected.get(path);
    if (text === undefined) await rm(target);
    else {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
  }
  return changed;
}

async function goneSubgraphs(expected: ReadonlyMap<string, string>): Promise<string[]> {
  const folder = join(schemaFolder, 'subgraphs');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => relative(schemaFolder, join(folder, name)))
    .filter((path) => !expected.has(path));
}
