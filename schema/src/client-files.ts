import { join } from 'node:path';
import { generate, readDocuments, type DocumentFile } from '@nutgraf/codegen';
import { buildSchema, concatAST, type DocumentNode, Kind, print, separateOperations } from 'graphql';

/**
 * What the client package generates from its operations, by path.
 * @throws InputError when an operation does not fit the schema.
 */
export async function clientFiles(api: string, schemaFolder: string): Promise<ReadonlyMap<string, string>> {
  const documents = await readDocuments(['client/operations/*.graphql'], schemaFolder);
  const files = new Map([
    ...(await generate(buildSchema(api), documents)),
    ['operation-texts.ts', operationTexts(documents)],
  ]);
  return new Map([...files].map(([name, text]) => [join('client/src/generated', name), text]));
}

/** Each operation with its fragments as people like to read it. */
function operationTexts(documents: readonly DocumentFile[]): string {
  const operations = separateOperations(concatAST(documents.map(({ document }) => document)));
  const texts = Object.entries(operations).map(([name, document]) => [name, print(operationFirst(document))]);
  return `export const operationTexts = ${JSON.stringify(Object.fromEntries(texts), null, 2)};\n`;
}

/** Files come in the order of their names, and fragments with them. */
function operationFirst({ kind, definitions }: DocumentNode): DocumentNode {
  const isOperation = (each: (typeof definitions)[number]) => each.kind === Kind.OPERATION_DEFINITION;
  const fragments = definitions.filter((each) => !isOperation(each));
  return { kind, definitions: [...definitions.filter(isOperation), ...fragments] };
}
