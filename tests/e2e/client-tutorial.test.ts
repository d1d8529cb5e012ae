import { exec } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readmeBlocks, type ReadmeBlock } from '../support/readme-blocks';
import { TestGraph } from '../support/test-graph';

const repository = join(__dirname, '../..');
const minutes = 60_000;

let graph: TestGraph;
let folder: string;
beforeAll(async () => {
  graph = await TestGraph.start();
  folder = await mkdtemp(join(tmpdir(), 'tutorial-'));
  await mkdir(join(folder, 'app'));
}, 2 * minutes);
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** The README as it is on this machine. */
const here = (text: string) =>
  text.replaceAll('http://127.0.0.1:4000/graphql', graph.url).replaceAll(/\/tmp\b/g, folder);

/** Runs a block as a shell would, and gives what it said. */
function run(text: string, cwd: string): Promise<{ failed: boolean; said: string }> {
  const settings = { npm_config_prefer_offline: 'true', npm_config_audit: 'false', npm_config_fund: 'false' };
  return new Promise((resolve) => {
    exec(`set -e\n${text}`, { cwd, env: { ...process.env, ...settings } }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, said: `${stdout}${stderr}` }),
    );
  });
}

test(
  'every block of the client’s README does what it says, in an empty folder outside of the repository',
  async () => {
    const readme = await readFile(join(repository, 'schema/client/README.md'), 'utf8');
    const blocks = readmeBlocks(readme);
    expect(blocks.length).toBeGreaterThan(15);
    let said = '';
    for (const block of blocks) said = await follow(block, said);
  },
  5 * minutes,
);

/** @returns What the last command said. */
async function follow({ language, words, text, heading }: ReadmeBlock, said: string): Promise<string> {
  if (language === 'text') {
    for (const line of text.trim().split('\n')) expect(said).toContain(line);
    return said;
  }
  if (language === 'sh') {
    const [place, ending] = words;
    const answer = await run(here(text), place === 'repository' ? repository : join(folder, 'app'));
    if (answer.failed !== (ending === 'fails')) throw new Error(`${heading}:\n${text}\n${answer.said}`);
    return answer.said;
  }
  const path = join(folder, 'app', words[0] ?? fail(`Say which file this is: ${text}`));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, here(text));
  return said;
}

test('the README installs the compiler of this repository', async () => {
  const { devDependencies } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as {
    devDependencies: { typescript: string };
  };
  const readme = await readFile(join(repository, 'schema/client/README.md'), 'utf8');
  expect(readme).toContain(`typescript@${devDependencies.typescript}`);
});

function fail(message: string): never {
  throw new Error(message);
}
