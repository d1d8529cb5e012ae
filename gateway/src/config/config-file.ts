import { readFile } from 'node:fs/promises';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { ConfigError } from './config-error';
import { describeIssue, pathOfIssue } from './describe-issue';
import { fillInVariables } from './environment';
import { type GatewayConfigInput, gatewayConfigSchema } from './gateway-config';

/**
 * Reads one YAML file. `${NAME}` stands for the environment variable of that name.
 * @throws ConfigError that names file, line and key; or the variable that is not set.
 */
export async function readConfigFile(file: string): Promise<GatewayConfigInput> {
  const lines = new LineCounter();
  const document = parseDocument(await readText(file), { lineCounter: lines });
  const lineOf = (offset: number | undefined) =>
    `${file}:${offset === undefined ? 1 : lines.linePos(offset).line}`;
  const [fault] = document.errors;
  if (fault) throw new ConfigError(`${lineOf(fault.pos[0])}: ${fault.message.split('\n')[0]}`);
  fillInVariables(document, (message, offset) => new ConfigError(`${lineOf(offset)}: ${message}`));

  const input = (valueOf(document, file) ?? {}) as GatewayConfigInput;
  const result = gatewayConfigSchema.safeParse(input);
  if (result.success) return input;
  const messages = result.error.issues.map(
    (issue) => `${lineOf(offsetOf(document, pathOfIssue(issue)))}: ${describeIssue(issue)}`,
  );
  throw new ConfigError(messages.join('\n'));
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
    throw new ConfigError(`${file}: ${(error as Error).message.split('\n')[0]}.`, { cause: error });
  }
}

/** Where the key at the end of the path stands; the nearest parent that stands anywhere if it is missing. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent: unknown = document.getIn(path.slice(0, length - 1), true);
    if (!isMap(parent)) continue;
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === path[length - 1]);
    if (pair && isScalar(pair.key)) return pair.key.range?.[0];
  }
  return undefined;
}
