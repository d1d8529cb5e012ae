import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { deleteLeftovers, makeWorkshop } from './workshop';

let home: string;
const folder = () => join(home, 'postgres');

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'nutgraf-workshop-'));
});

afterEach(() => rm(home, { recursive: true }));

test('deletes what a killed process left, and only that', async () => {
  const { pid: killed } = spawnSync(process.execPath, ['--version']);
  const others = [
    `postgres-new-${process.ppid}-aB3dE6`,
    `mypostgres-new-${killed}-aB3dE6`,
    'postgres',
    'postgres-new-things',
  ];
  for (const name of [`postgres-new-${killed}-aB3dE6`, ...others]) {
    await mkdir(join(home, name));
    await writeFile(join(home, name, 'password'), 'hush');
  }
  await deleteLeftovers(folder());
  expect(await readdir(home)).toEqual(others.sort());
});

test('knows its own workshops', async () => {
  expect(basename(await makeWorkshop(folder()))).toMatch(new RegExp(`^postgres-new-${process.pid}-`));
  await deleteLeftovers(folder());
  expect(await readdir(home)).toEqual([]);
});
