import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SupergraphFile } from './supergraph-file';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'nutgraf-supergraph-'))));
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

it('hands over what was written, once', async () => {
  await writeFile(at('s'), 'one');
  const file = new SupergraphFile(at('s'));
  expect([await file.read(), await file.read()]).toEqual(['one', undefined]);
  await writeFile(at('s'), 'two');
  expect([await file.read(), await file.read()]).toEqual(['two', undefined]);
});

it('sees a file that another one was renamed to, as editors save', async () => {
  await writeFile(at('s'), 'one');
  const file = new SupergraphFile(at('s'));
  await file.read();
  await writeFile(at('s~'), 'two');
  await rename(at('s~'), at('s'));
  expect(await file.read()).toBe('two');
});

it('sees a folder behind a link that was swapped, as Kubernetes mounts', async () => {
  for (const name of ['a', 'b']) {
    await mkdir(at(name));
    await writeFile(join(at(name), 's'), name);
  }
  await symlink('a', at('data'));
  await symlink(join('data', 's'), at('s'));
  const file = new SupergraphFile(at('s'));
  expect(await file.read()).toBe('a');
  await symlink('b', at('next'));
  await rename(at('next'), at('data'));
  expect([await file.read(), await file.read()]).toEqual(['b', undefined]);
});

it('the same text written again is no change', async () => {
  await writeFile(at('s'), 'one');
  const file = new SupergraphFile(at('s'));
  await file.read();
  await writeFile(at('s'), 'one');
  expect(await file.read()).toBeUndefined();
});

it('a file that is away is named, and read when it is back', async () => {
  const file = new SupergraphFile(at('s'));
  await expect(file.read()).rejects.toThrow(`The supergraph ${at('s')} cannot be read: ENOENT.`);
  await writeFile(at('s'), 'one');
  expect(await file.read()).toBe('one');
});
