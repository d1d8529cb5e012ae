import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ConfigError } from './config-error';
import { readConfigFile } from './config-file';
import { type GatewayConfigInput } from './gateway-config';
import { type SupergraphSource } from './supergraph-source';

export const usage = `nutgraf-gateway: serves a GraphQL supergraph (Apollo Federation v2).

  nutgraf-gateway --supergraph FILE [--port N] [--host H] [--config FILE]
  nutgraf-gateway plan --supergraph FILE --operation FILE
                       [--operation-name NAME] [--variables JSON]

  --supergraph FILE      supergraph SDL, as the composition printed it
  --port N               port to listen on (default 4000; 0 takes a free one)
  --host H               address to listen on (default 127.0.0.1)
  --config FILE          YAML file; flags win over it
  --help                 this text

SIGHUP reads the supergraph again. SIGTERM finishes what is under way and ends.

plan prints what would be asked of which subgraph, and whether answers take the
fast path; it asks nobody:

  --operation FILE       GraphQL document; - reads standard input
  --operation-name NAME  one of its operations (default: each of them)
  --variables JSON       values; those that decide on @skip and @include count
`;

/** Plan operations instead of serving them. */
export interface PlanCommand {
  readonly supergraph: SupergraphSource;
  /** What to call the document in messages, such as its file. */
  readonly source: string;
  readonly document: string;
  /** Without one, all operations of the document are planned. */
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'plan'; readonly command: PlanCommand }
  | {
      readonly kind: 'serve';
      readonly options: GatewayConfigInput & { readonly supergraph: SupergraphSource };
    };

/**
 * Reads the arguments and the config file they name.
 * @throws ConfigError that says which argument or setting is wrong.
 */
export async function readCommandLine(args: readonly string[]): Promise<Command> {
  const [name, ...rest] = args;
  if (name === 'plan') return readPlanCommand(rest);
  const flags = parseFlags(args, ['supergraph', 'port', 'host', 'config']);
  if (flags.help) return { kind: 'help' };
  if (flags.supergraph === undefined)
    throw new ConfigError('--supergraph FILE is missing; --help explains it.');
  const config = flags.config === undefined ? {} : await readConfigFile(flags.config);
  const http = {
    ...config.http,
    ...(flags.port !== undefined && { port: portOf(flags.port) }),
    ...(flags.host !== undefined && { host: flags.host }),
  };
  return { kind: 'serve', options: { ...config, http, supergraph: { file: flags.supergraph } } };
}

async function readPlanCommand(args: readonly string[]): Promise<Command> {
  const flags = parseFlags(args, ['supergraph', 'operation', 'operation-name', 'variables']);
  if (flags.help) return { kind: 'help' };
  for (const name of ['supergraph', 'operation'] as const) {
    if (flags[name] === undefined) throw new ConfigError(`--${name} FILE is missing; --help explains it.`);
  }
  const source = flags.operation!;
  const command: PlanCommand = {
    supergraph: { file: flags.supergraph! },
    source: source === '-' ? 'standard input' : source,
    document: await readDocument(source),
    operationName: flags['operation-name'],
    variables: variablesOf(flags.variables ?? '{}'),
  };
  return { kind: 'plan', command };
}

async function readDocument(source: string): Promise<string> {
  if (source === '-') return text(process.stdin);
  try {
    return await readFile(source, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`The operation ${source} cannot be read: ${code}.`);
  }
}

function variablesOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Said below.
  }
  throw new ConfigError('--variables must be a JSON object, such as \'{"withBody": true}\'.');
}

function parseFlags<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Partial<Record<Name, string>> & { readonly help?: boolean } {
  const options = {
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' } as const])),
    help: { type: 'boolean' } as const,
  };
  try {
    return parseArgs({ args: [...args], options }).values as Partial<Record<Name, string>>;
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split('. ')[0]}; --help lists the arguments.`);
  }
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new ConfigError(`--port must be a number from 0 to 65535, not "${text}".`);
  return Number(text);
}
