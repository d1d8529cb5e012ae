import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadSecrets, type Secrets } from './secrets';

let folder: string;
const file = () => join(folder, 'secrets.json');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nutgraf-secrets-'));
});

afterEach(() => rm(folder, { recursive: true }));

const written = async () => JSON.parse(await readFile(file(), 'utf8')) as Secrets;
const write = (secrets: unknown) => writeFile(file(), JSON.stringify(secrets), { mode: 0o600 });

test('keeps what it once made up', async () => {
  const secrets = await loadSecrets(file());
  expect(await loadSecrets(file())).toEqual(secrets);
});

test('adds the password of a service that is new, and leaves the others as they are', async () => {
  const { postgresPasswords, ...others } = await loadSecrets(file());
  const { billing, ...rest } = postgresPasswords;
  await write({ ...others, postgresPasswords: { ...rest, retired: 'kept' } });

  const secrets = await loadSecrets(file());
  expect(secrets).toEqual({
    ...others,
    postgresPasswords: { ...rest, billing: expect.stringMatching(/^[\w-]{24}$/) as string, retired: 'kept' },
  });
  expect(secrets.postgresPasswords.billing).not.toBe(billing);
  expect(await written()).toEqual(secrets);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['secrets.json']);
});

test('adds a secret that an earlier version did not have, and leaves the others as they are', async () => {
  const { REFRESH_TOKEN_KEYS: before, ...others } = await loadSecrets(file());
  await write(others);

  const secrets = await loadSecrets(file());
  expect(secrets).toEqual({ ...others, REFRESH_TOKEN_KEYS: expect.stringMatching(/^\w+:\S{44}$/) as string });
  expect(secrets.REFRESH_TOKEN_KEYS).not.toBe(before);
  expect(await written()).toEqual(secrets);
});

test('does not make up the password that the data was created with', async () => {
  const secrets = await loadSecrets(file());
  await write({ ...secrets, postgresPasswords: { users: 'one' } });
  await expect(loadSecrets(file())).rejects.toThrow(/secrets.json is damaged: .*"npm start -- --reset"/);
});
