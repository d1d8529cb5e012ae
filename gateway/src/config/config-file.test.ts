import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfigFile } from './config-file';
import { parseConfig } from './gateway-config';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'nutgraf-config-'))));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  for (const name of ['NUTGRAF_TEST_PORT', 'NUTGRAF_TEST_URL']) delete process.env[name];
});

async function write(text: string): Promise<string> {
  const file = join(folder, 'gateway.yaml');
  await writeFile(file, text);
  return file;
}

it('fills in the defaults', () => {
  expect(parseConfig({})).toMatchObject({
    http: { port: 4000, host: '127.0.0.1', bodyLimitBytes: 1_000_000 },
    traffic: { subgraphTimeoutMs: 5_000, deadlineMs: 30_000 },
    authorization: { onRefusal: 'null' },
    introspection: true,
  });
});

it('takes values from the environment', async () => {
  Object.assign(process.env, { NUTGRAF_TEST_PORT: '4711', NUTGRAF_TEST_URL: 'http://books: {a}' });
  const file = await write(
    'http:\n  port: ${NUTGRAF_TEST_PORT}\n  host: "${NUTGRAF_TEST_PORT}"\nsubgraphs: { a: { timeoutMs: 5 } }\n',
  );
  expect(await readConfigFile(file)).toEqual({
    http: { port: 4711, host: '4711' },
    subgraphs: { a: { timeoutMs: 5 } },
  });
});

it('an empty file is no settings', async () => {
  expect(await readConfigFile(await write('# nothing yet\n'))).toEqual({});
});

it.each([
  [
    'an unknown key',
    'http:\n  port: 1\n  prot: 2\n',
    ':3:3: There is no setting "http.prot". Did you mean "http.port"?',
  ],
  ['a key like none', 'log:\n  x: 2\n', ':2:3: There is no setting "log.x". There are: level.'],
  [
    'a variable that YAML takes for a mapping',
    'log:\n  level: info\nredis: { url: ${NUTGRAF_TEST_URL} }\n',
    ":3:15: Put ${NAME} in quotes where it stands between { and }: '${NAME}'.",
  ],
  ['a tab', 'log:\n\tlevel: info\n', ':2:1: Tabs are not allowed as indentation.'],
  ['two documents', 'log: {}\n---\nlog: {}\n', ':2:1: A config is one YAML document: take out "---".'],
  [
    'a wrong type',
    'http:\n  host: x\n  port: many\n',
    ':3:3: "http.port" is wrong: expected number, received string.',
  ],
  [
    'a wrong value',
    '\nsubgraphs:\n  a:\n    url: nowhere\n',
    ':4:5: "subgraphs.a.url" is wrong: expected an http or https URL.',
  ],
  ['a missing key', 'identity:\n  jwt:\n    issuer: x\n', ':2:3: "identity.jwt.jwksUrl" is missing: '],
  [
    'none of several types',
    'identity:\n  jwt: { audience: 5 }\n',
    ':2:10: "identity.jwt.audience" is wrong: expected string or array.',
  ],
  ['an item of a list', 'cors:\n  origins: ["*"]\n', ':2:13: "cors.origins.0" is wrong: "*" would'],
  [
    'a supergraph that is nowhere',
    'supergraph: {}\n',
    ':1:1: "supergraph" is wrong: expected either file or url.',
  ],
  ['a short key', 'signing:\n  keys: k1:c2hvcnQ=\n', ':2:3: "signing.keys" is wrong: Signing key 1 must be'],
  [
    'a missing variable',
    'http:\n  port: ${NUTGRAF_TEST_PORT}\n',
    ':2:9: The environment variable NUTGRAF_TEST_PORT is not set.',
  ],
  ['broken YAML', 'http:\n  port: [1\n', ':3:1: '],
  ['a list', '- http\n', ':1:1: The config must be a mapping, such as "http: { port: 4000 }".'],
  ['mere text', 'http\n', ':1:1: The config must be a mapping, such as "http: { port: 4000 }".'],
  ['a key twice', 'http: {}\nhttp: {}\n', ':2:1: Map keys must be unique'],
])('names line and column of %s', async (_, text, message) => {
  const file = await write(text);
  const told = await readConfigFile(file).catch((error: Error) => error.message);
  expect(told).toContain(file + message);
});

it('names all that is wrong at once, in the order of the file, and nothing twice', async () => {
  const file = await write(
    'redis: { url: "${NUTGRAF_TEST_URL}" }\nhttp:\n  prot: 1\n  port: many\nredsi: {}\nlog: { level: loud }\n',
  );
  const told = await readConfigFile(file).catch((error: Error) => error.message.split('\n'));
  expect(told).toEqual([
    `${file}:1:15: The environment variable NUTGRAF_TEST_URL is not set.`,
    `${file}:3:3: There is no setting "http.prot". Did you mean "http.port"?`,
    `${file}:4:3: "http.port" is wrong: expected number, received string.`,
    `${file}:5:1: There is no setting "redsi". Did you mean "redis"?`,
    expect.stringContaining(`${file}:6:8: "log.level" is wrong: `),
  ]);
});

const doubling = Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('');

it.each([
  ['an unknown alias', 'http: *base\n', ': Unresolved alias'],
  ['aliases that double', `a0: &a0 [x]\n${doubling}`, ': Excessive alias count'],
])('names the file that holds %s', async (_, text, message) => {
  const file = await write(text);
  await expect(readConfigFile(file)).rejects.toThrow(file + message);
});
