import { parseArgs } from 'node:util';
import { ConfigError } from './config-error';
import { readConfigFile } from './config-file';
import { type GatewayConfigInput } from './gateway-config';
import { type SupergraphSource } from './supergraph-source';

export const usage = `nutgraf-gateway: serves a GraphQL supergraph (Apollo Federation v2).

  nutgraf-gateway --supergraph FILE [--port N] [--host H] [--config FILE]

  --supergraph FILE  supergraph SDL, as the composition printed it
  --port N           port to listen on (default 4000; 0 takes a free one)
  --host H           address to listen on (default 127.0.0.1)
  --config FILE      YAML file; flags win over it
  --help             this text

SIGHUP reads the supergraph again. SIGTERM finishes what is under way and ends.
`;

export type Command =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'serve';
      readonly options: GatewayConfigInput & { readonly supergraph: SupergraphSource };
    };

/**
 * Reads the arguments and the config file they name.
 * @throws ConfigError that says which argument or setting is wrong.
 */
export async function readCommandLine(args: readonly string[]): Promise<Command> {
  const flags = parseFlags(args);
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

function parseFlags(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    supergraph: text,
    port: text,
    host: text,
    config: text,
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split('. ')[0]}; --help lists the arguments.`);
  }
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text))
    throw new ConfigError(`--port must be a number from 0 to 65535, not "${text}".`);
  return Number(text);
}
