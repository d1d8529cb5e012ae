import { type Account, runAsAccount } from './run-as';

const nobody: Account = { name: 'nobody', uid: 65_534, gid: 65_534 };
const initdb = '/root/nutgraf/native/bin/initdb';
const binaries = { initdb, postgres: '/root/nutgraf/native/bin/postgres', major: '18' };
const folder = '/data/nutgraf';

/** A system that lets the account into everything but `closed` and what is below. */
const lettingIn =
  (closed: string) =>
  (_prefix: readonly string[], ...command: readonly string[]) =>
    !command.some((word) => word === closed || word.startsWith(`${closed}/`));

test('uses an account that may run PostgreSQL', () => {
  const { prefix } = runAsAccount([nobody], folder, binaries, lettingIn('/elsewhere'));
  expect(prefix).toEqual(['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']);
});

test('names the closed folder that the programs are in, and does not send the data elsewhere', () => {
  expect(() => runAsAccount([nobody], '/root/nutgraf/.nutgraf', binaries, lettingIn('/root'))).toThrow(
    'PostgreSQL does not run as root, and its account nobody cannot use /root, where its programs are: ' +
      'move the repository to a folder that every user may enter, or set USERS_DATABASE_URL',
  );
});

test('names programs that do not run although every folder is open', () => {
  expect(() => runAsAccount([nobody], folder, binaries, lettingIn(initdb))).toThrow(
    'cannot use /root/nutgraf/native/bin, where',
  );
});

test('names the closed folder that the data is in', () => {
  expect(() => runAsAccount([nobody], folder, binaries, lettingIn('/data'))).toThrow(
    'its account nobody cannot enter /data, where the data is: set NUTGRAF_DATA_DIR',
  );
});

test('says what else there is on a system without accounts', () => {
  expect(() => runAsAccount([], folder, binaries, lettingIn('/elsewhere'))).toThrow(
    'neither user namespaces nor a postgres account',
  );
});
