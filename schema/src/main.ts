import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { composeGraph, CompositionError } from './compose';
import { InputError } from '@nutgraf/codegen';
import { clientFiles } from './client-files';
import { ConfigError } from '@nutgraf/gateway/config/config-error';
import { configSchemaFile } from './gateway-config/config-schema-file';
import { driftOf, expectedFiles, schemaFolder, writeFiles } from './files';
import { subgraphSources } from './subgraphs';

const help = `Usage: npm run schema [-- --check]

Prints each service's schema, composes them, and writes
  schema/subgraphs/*.graphql       what each service contributes
  schema/supergraph.graphql        what the gateway serves from
  schema/api.graphql               what clients see
  schema/client/src/generated/**   the typed client of schema/client/operations
  gateway/config.schema.json       help for editors of the gateway's config

  --check   write nothing; fail when a committed file is not up to date
  --help    this text
`;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const subgraphs = subgraphSources();
  const graph = composeGraph(subgraphs);
  const expected = new Map([
    ...expectedFiles(subgraphs, graph),
    ...(await clientFiles(graph.api, schemaFolder)),
    configSchemaFile(),
  ]);
  if (!values.check) {
    const changed = await writeFiles(expected);
    process.stdout.write(changed.length > 0 ? `Wrote ${changed.join(', ')}\n` : 'Nothing changed.\n');
    return 0;
  }
  const drifted = await driftOf(expected);
  if (drifted.length === 0) return 0;
  process.stderr.write(
    `These files of schema/ are not what the services, the client's operations and the gateway's settings say:\n  ${drifted.join('\n  ')}\n` +
      'Run "npm run schema" and commit the result.\n',
  );
  return 1;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    const known =
      error instanceof CompositionError ||
      error instanceof InputError ||
      error instanceof ConfigError ||
      (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = 1;
  },
);
