import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type ServeSettings } from './config/command/serve-arguments';
import { readConfigFile } from './config/config-file';
import { gatewayConfigSchema, parseConfig } from './config/gateway-config';
import { withoutSecrets } from './config/secret';

/** The JSON Schema of the config file, which `npm run schema` writes. */
const schemaFile = join(__dirname, '..', 'config.schema.json');

/**
 * Checks a config file as a gateway that starts would.
 * @throws ConfigError with a line for each fault.
 */
export async function checkConfig(file: string): Promise<string> {
  await readConfigFile(file);
  return `${file}: nothing is wrong.\n`;
}

/**
 * The settings as they take effect, as YAML without secrets.
 * @throws ConfigError that names each faulty setting.
 */
export function printConfig({ settings, supergraph }: ServeSettings): string {
  const named = typeof supergraph === 'object' ? { supergraph } : {};
  const effective = parseConfig({ ...settings, ...named });
  return stringify(withoutSecrets(gatewayConfigSchema, effective));
}

export function configSchema(): Promise<string> {
  return readFile(schemaFile, 'utf8');
}
