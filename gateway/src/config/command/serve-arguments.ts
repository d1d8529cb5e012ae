import { ConfigError } from '../config-error';
import { readConfigFile } from '../config-file';
import { type GatewayConfigInput } from '../gateway-config';
import { sourceNamed, type SupergraphSource } from '../supergraph/supergraph-source';
import { type Flags } from './flags';

export const serveFlags = ['supergraph', 'port', 'host', 'config'] as const;

/** Settings of the config file, and the flags that win over it. */
export interface ServeSettings {
  readonly settings: Omit<GatewayConfigInput, 'supergraph'>;
  /** `undefined` when neither a flag nor the file names one. */
  readonly supergraph: SupergraphSource | undefined;
}

/** @throws ConfigError that says which argument or setting is wrong. */
export async function readServeSettings({
  values: flags,
}: Flags<(typeof serveFlags)[number]>): Promise<ServeSettings> {
  const { supergraph, ...file } = flags.config === undefined ? {} : await readConfigFile(flags.config);
  const http = {
    ...file.http,
    ...(flags.port !== undefined && { port: portOf(flags.port) }),
    ...(flags.host !== undefined && { host: flags.host }),
  };
  return {
    settings: { ...file, http },
    supergraph:
      flags.supergraph === undefined
        ? (supergraph as SupergraphSource | undefined)
        : sourceNamed(flags.supergraph),
  };
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new ConfigError(`--port must be a number from 0 to 65535, not "${text}".`);
  return Number(text);
}
