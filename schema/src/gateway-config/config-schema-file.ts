import { join } from 'node:path';
import { configJsonSchema } from '@nutgraf/gateway/config/json-schema';
import { settingComments } from './setting-comments';

const repository = join(__dirname, '../../..');

/** The JSON Schema of the gateway's config file, by its path from the schema folder. */
export function configSchemaFile(): readonly [path: string, text: string] {
  const sources = join(repository, 'gateway/src/config/gateway-config.ts');
  const schema = configJsonSchema(settingComments(sources, 'gatewayConfigSchema'));
  return ['../gateway/config.schema.json', `${JSON.stringify(schema, null, 2)}\n`];
}
