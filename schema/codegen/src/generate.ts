import { codegen } from '@graphql-codegen/core';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';
import { parse, print, printSchema, type GraphQLSchema } from 'graphql';
import { possibleTypesModule } from './possible-types';
import { checkDocuments, type DocumentFile } from './read-documents';
import { scalars } from './scalars';
import { identifyDocuments } from './identify-documents';
import { onlySentEnums } from './sent-enums';

/** What the generated files hold. */
export interface GenerateOptions {
  /** Leave the text of operations out: only their ids stay, which a graph has to know. */
  readonly withoutText?: boolean;
}

/**
 * Typed documents, masked fragments, persisted ids and possible types of some operations.
 * @returns The text of each file by its name.
 * @throws InputError when an operation does not fit the schema.
 */
export async function generate(
  schema: GraphQLSchema,
  documents: readonly DocumentFile[],
  options: GenerateOptions = {},
): Promise<ReadonlyMap<string, string>> {
  checkDocuments(schema, documents);
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: '/',
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: documents.map(({ location, document }) => ({ location, document, rawSDL: print(document) })),
    plugins: [],
    pluginMap: {},
    documentTransforms: [
      { name: 'add-typename', transformObject: addTypenameSelectionDocumentTransform, config: {} },
    ],
    config: {
      documentMode: 'string',
      useTypeImports: true,
      futureProofEnums: true,
      scalars,
      defaultScalarType: 'unknown',
      importExtension: '.js',
    },
    presetConfig: { fragmentMasking: { unmaskFunctionName: 'getFragmentData' }, skipIndexFile: true },
  });
  const text = async (name: string): Promise<string> => {
    const section = sections.find(({ filename }) => filename === `/${name}`);
    if (!section) throw new Error(`The client preset makes no ${name} any more.`);
    return codegen({ ...section, config: { ...section.config, pureMagicComment: true } });
  };
  const { code, persisted } = identifyDocuments(
    onlySentEnums(schema, await text('graphql.ts')),
    options.withoutText ?? false,
  );
  return new Map([
    ['graphql.ts', code],
    ['fragment-masking.ts', await text('fragment-masking.ts')],
    ['possible-types.ts', possibleTypesModule(schema)],
    ['persisted-documents.json', `${JSON.stringify(Object.fromEntries(persisted), null, 2)}\n`],
  ]);
}
