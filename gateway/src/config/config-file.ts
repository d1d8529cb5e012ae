import { readFile } from 'node:fs/promises';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { ConfigError, ConfigFileError } from './config-error';
import { describeIssue } from './describe-issue';
import { fillInVariables } from './environment';
import { type GatewayConfigInput, gatewayConfigSchema } from './gateway-config';

/** YAML takes braces for a mapping of its own there, and says so in its own words. */
const bareInBraces = /(?<=\{[^}\n]*: )\$\{/;

/**
 * Reads one YAML file. `${NAME}` stands for the environment variable of that name.
 * @throws ConfigFileError that names file, line and column of everything that is wrong, a line for each.
 */
export async function readConfigFile(file: string): Promise<GatewayConfigInput> {
  const lines = new LineCounter();
  const text = await readText(file);
  const document = parseDocument(text, { lineCounter: lines });
  const faults: { readonly offset: number; readonly message: string }[] = [];
  const add = (message: string, offset = 0) => faults.push({ offset, message });

  for (const { message, pos } of document.errors) add(inOurWords(message), pos[0]);
  if (document.errors.length > 0 && bareInBraces.test(text))
    add("Put ${NAME} in quotes where it stands between { and }: '${NAME}'.", text.search(bareInBraces));
  const missing = new Set<number | undefined>();
  fillInVariables(document, (name, offset) => {
    missing.add(offset);
    add(`The environment variable ${name} is not set.`, offset);
  });
  const input = document.errors.length === 0 ? (valueOf(document, file) ?? {}) : {};
  const result = gatewayConfigSchema.safeParse(input);
  for (const issue of result.error?.issues ?? []) {
    for (const { path, message } of describeIssue(issue, gatewayConfigSchema, input)) {
      // What is wrong with the value of a variable that is not set, nobody knows.
      const offset = valueOffsetOf(document, path);
      if (offset === undefined || !missing.has(offset)) add(message, offsetOf(document, path));
    }
  }
  if (faults.length === 0) return input;

  faults.sort((one, other) => one.offset - other.offset);
  const where = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line || 1}:${col || 1}`;
  };
  throw new ConfigFileError(faults.map(({ offset, message }) => `${where(offset)}: ${message}`).join('\n'));
}

/** The parser's first line alone: the position stands in front already, and its advice is for programs. */
function inOurWords(message: string): string {
  if (message.startsWith('Source contains multiple documents'))
    return 'A config is one YAML document: take out "---".';
  return message.replace(/ at line \d+, column \d+:?(?:\n[^]*)?$/, '.');
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `The config file ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`,
    );
  }
}

/** The document's value. Only here does the parser look behind aliases: for unknown ones, and for far too many. */
function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new ConfigFileError(`${file}: ${(error as Error).message.split('\n')[0]}.`, { cause: error });
  }
}

/** Where the value at the path stands. */
function valueOffsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Where the key at the end of the path stands; the nearest parent that stands anywhere if it is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    if (!isMap(parent)) {
      const item = valueOffsetOf(document, path.slice(0, length));
      if (item !== undefined) return item;
      continue;
    }
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    if (pair && isScalar(pair.key)) return pair.key.range?.[0];
  }
  return undefined;
}
