import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usage } from './command/usage';
import { readCommandLine } from './command-line';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'nutgraf-command-'))));
afterAll(() => rm(folder, { recursive: true }));

async function write(text: string): Promise<string> {
  const file = join(folder, 'gateway.yaml');
  await writeFile(file, text);
  return file;
}

it('flags win over the file', async () => {
  const config = await write('supergraph: { url: "http://x" }\nhttp:\n  port: 1\n  host: 0.0.0.0\n');
  const args = ['--supergraph', 's.graphql', '--config', config, '--port', '0'];
  expect(await readCommandLine(args)).toEqual({
    kind: 'serve',
    options: { supergraph: { file: 's.graphql' }, http: { port: 0, host: '0.0.0.0' } },
  });
});

it('the file may name the supergraph', async () => {
  const config = await write('supergraph: { file: a.graphql, pollSeconds: 5 }\n');
  const command = await readCommandLine(['--config', config]);
  expect(command).toMatchObject({ options: { supergraph: { file: 'a.graphql', pollSeconds: 5 } } });
});

it('the supergraph may be a URL', async () => {
  const command = await readCommandLine(['--supergraph', 'https://cdn.example/s.graphql']);
  expect(command).toMatchObject({ options: { supergraph: { url: 'https://cdn.example/s.graphql' } } });
});

it.each([
  [[], '--supergraph FILE is missing: name it on the command line, or as supergraph: { file: FILE }'],
  [['--supergraph', 's', '--port', 'http'], '--port must be a number from 0 to 65535, not "http".'],
  [['--supergraph', 's', '--port', '70000'], '--port must be a number from 0 to 65535, not "70000".'],
  [
    ['--supergraf', 's'],
    'There is no argument --supergraf. Did you mean "--supergraph"? "nutgraf-gateway --help"',
  ],
  [['--supergraph'], `Option '--supergraph <value>' argument missing. "nutgraf-gateway --help" explains`],
  [['plam'], 'There is no command "plam". Did you mean "plan"?'],
  [['config', 'verify'], 'There is no command "config verify". There are: check, print, schema.'],
  [['config', 'check'], 'FILE is missing. "nutgraf-gateway config check --help" explains the arguments.'],
  [['config', 'check', 'a', 'b'], '"b" is one argument too many. "nutgraf-gateway config check --help"'],
  [
    ['config', 'schema', '--port', '1'],
    'There is no argument --port. "nutgraf-gateway config schema --help"',
  ],
  [['plan', '--operation', 'x'], '--supergraph FILE is missing. "nutgraf-gateway plan --help" explains'],
  [['cache', 'clear'], 'There is no command "cache clear". There are: purge, stats.'],
  [
    ['cache', 'stats'],
    '--redis URL or --config FILE is missing. "nutgraf-gateway cache stats --help" explains',
  ],
  [['cache', 'stats', '--redis', 'localhost'], '--redis must be a URL such as redis://127.0.0.1:6379.'],
  [
    ['cache', 'stats', '--redis', 'redis://x', '--tag', 'a:b'],
    'There is no argument --tag. "nutgraf-gateway cache stats --help"',
  ],
  [['cache', 'purge', '--redis', 'redis://x', 'all'], '"all" is one argument too many.'],
  [['cache', 'purge', '--redis', 'redis://x', '--type', 'Shop'], '--type must be SUBGRAPH.TYPE, not "Shop".'],
  [
    ['cache', 'purge', '--redis', 'redis://x', '--tag', 'shop-1'],
    '--tag must be SUBGRAPH:NAME, not "shop-1".',
  ],
  [['cache', 'purge', '--redis', 'redis://x', '--tag', 'a:b\nc'], 'without control characters.'],
  [
    ['--supergraph', 's', '--config', '/no/such.yaml'],
    'The config file /no/such.yaml cannot be read: ENOENT.',
  ],
])('refuses %j with the next step', async (args, message) => {
  await expect(readCommandLine(args)).rejects.toThrow(message);
});

it.each([
  ['serve', []],
  ['plan', ['plan']],
  ['config', ['config']],
  ['config check', ['config', 'check']],
  ['config print', ['config', 'print']],
  ['config schema', ['config', 'schema']],
  ['cache', ['cache']],
  ['cache stats', ['cache', 'stats']],
  ['cache purge', ['cache', 'purge']],
] as const)('%s has a help of its own, in 80 columns', async (topic, words) => {
  const command = await readCommandLine([...words, '--help']);
  expect(command).toEqual({ kind: 'help', text: usage[topic] });
  expect(usage[topic].split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(await readCommandLine([...words, '-h'])).toEqual(command);
});
