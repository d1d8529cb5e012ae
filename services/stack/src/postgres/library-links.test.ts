import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { restoreLibraryLinks } from './library-links';

let folder: string;
const library = () => join(folder, 'native', 'lib', 'libpq.so.5');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nutgraf-links-'));
  await mkdir(join(folder, 'native', 'lib'), { recursive: true });
  await writeFile(join(folder, 'native', 'lib', 'libpq.so.5.18'), 'library');
});

afterEach(() => rm(folder, { recursive: true }));

const list = (source: string, target: string) =>
  writeFile(join(folder, 'native', 'pg-symlinks.json'), JSON.stringify([{ source, target }]));

test('creates the links that are missing and leaves the others', async () => {
  await list('native/lib/libpq.so.5.18', 'native/lib/libpq.so.5');
  await restoreLibraryLinks(folder);
  await restoreLibraryLinks(folder);
  expect(await readFile(library(), 'utf8')).toBe('library');
});

test('names a link that cannot be created', async () => {
  await list('native/lib/libpq.so.5.18', 'native/missing/libpq.so.5');
  await expect(restoreLibraryLinks(folder)).rejects.toThrow(
    /lacks the link .*missing\/libpq.so.5 .*\(ENOENT\)/,
  );
});
