import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drifted, writeChanged } from './files';
import { generate } from './generate';
import { InputError } from './input-error';
import { readDocuments } from './read-documents';
import { readSchema } from './read-schema';

const help = `Usage: nutgraf-codegen --schema FILE|URL --documents GLOB... --output DIR [--check] [--ids-only]

Generates a typed client for your operations:
  DIR/graphql.ts                 a typed document for each operation and fragment
  DIR/fragment-masking.ts        getFragmentData(): a component sees the fields of its own fragment only
  DIR/possible-types.ts          for normalised caches such as Apollo Client's
  DIR/persisted-documents.json   {sha256: document}, for a graph that serves known operations only

  --schema     an SDL file, or the URL of a running graph
  --documents  .graphql files; patterns such as "src/**/*.graphql"; may be given more than once
  --output     the folder for the generated files
  --check      write nothing; fail when a file is not up to date
  --ids-only   leave the operations' text out of graphql.ts: a smaller bundle, for a graph that knows the ids
  --help       this text
`;

/**
 * Does what the command line says.
 * @returns What to tell about it.
 * @throws InputError when that cannot be done.
 */
export async function runCommand(args: readonly string[], folder: string): Promise<string> {
  const options = readArguments(args);
  if (options.help) return help;
  const { schema, documents, output } = options;
  if (!schema || documents.length === 0 || !output) {
    const missing = [!schema && '--schema', documents.length === 0 && '--documents', !output && '--output'];
    throw new InputError(`Missing: ${missing.filter(Boolean).join(', ')}.\n\n${help}`);
  }
  const files = await generate(await readSchema(schema, folder), await readDocuments(documents, folder), {
    withoutText: options['ids-only'],
  });
  const target = resolve(folder, output);
  if (!options.check) {
    const changed = await writeChanged(target, files);
    return changed.length > 0 ? `Wrote ${changed.join(', ')} to ${output}\n` : 'Nothing changed.\n';
  }
  const names = await drifted(target, files);
  if (names.length === 0) return 'Up to date.\n';
  throw new InputError(
    `Not up to date in ${output}: ${names.join(', ')}. Run the same command without --check.`,
  );
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        schema: { type: 'string' },
        documents: { type: 'string', multiple: true },
        output: { type: 'string' },
        check: { type: 'boolean', default: false },
        'ids-only': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    // A shell that expands "--documents src/*.graphql" leaves all but the first as positionals.
    return { ...values, documents: [...(values.documents ?? []), ...positionals] };
  } catch (error) {
    throw new InputError(`${(error as Error).message}\n\n${help}`);
  }
}
