import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import {
  getLocation,
  GraphQLError,
  Kind,
  NoUnusedFragmentsRule,
  parse,
  Source,
  specifiedRules,
  validate,
  visit,
  concatAST,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { glob } from 'tinyglobby';
import { InputError } from './input-error';

/** A file with operations and fragments. */
export interface DocumentFile {
  readonly location: string;
  readonly document: DocumentNode;
}

/**
 * All operations and fragments of the files that match.
 * @throws InputError when nothing matches, or a file is not GraphQL.
 */
export async function readDocuments(patterns: readonly string[], folder: string): Promise<DocumentFile[]> {
  const paths = await glob([...patterns], { cwd: folder, absolute: true, expandDirectories: false });
  if (paths.length === 0) {
    throw new InputError(
      `No file matches ${patterns.map((pattern) => `"${pattern}"`).join(', ')} in ${folder}. ` +
        'Write your operations into .graphql files and name them, such as --documents "src/**/*.graphql".',
    );
  }
  return Promise.all(paths.sort().map((path) => readDocument(path, folder)));
}

/**
 * Makes sure that the operations fit the schema.
 * @throws InputError with file, line and column of each that does not.
 */
export function checkDocuments(schema: GraphQLSchema, files: readonly DocumentFile[]): void {
  const document = concatAST(files.map((file) => file.document));
  const unnamed = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && !definition.name,
  );
  const rules = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);
  const errors = [
    ...unnamed.map(
      (node) =>
        new GraphQLError('Give this operation a name: its types are called after it.', { nodes: [node] }),
    ),
    ...backticks(document),
    ...validate(schema, document, rules, { maxErrors: 20 }),
  ];
  if (errors.length === 0) return;
  throw new InputError(
    `The operations do not fit the schema:\n${errors.map((error) => `  ${place(error)}${error.message}`).join('\n')}\n` +
      'Correct them, or take the newer schema if the graph has changed.',
  );
}

/** The preset writes documents between backticks and does not escape theirs. */
function backticks(document: DocumentNode): GraphQLError[] {
  const errors: GraphQLError[] = [];
  visit(document, {
    StringValue: (node) => {
      if (!node.value.includes('`')) return;
      errors.push(
        new GraphQLError('A backtick cannot be generated; send this text as a variable.', { nodes: [node] }),
      );
    },
  });
  return errors;
}

async function readDocument(path: string, folder: string): Promise<DocumentFile> {
  const location = relative(folder, resolve(path));
  try {
    return { location, document: parse(new Source(await readFile(path, 'utf8'), location)) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new InputError(`${place(error)}${error.message}`);
  }
}

/** `file:line:column: ` of an error. */
function place(error: GraphQLError): string {
  const { source } = error;
  const position = error.positions?.[0];
  const node = error.nodes?.[0]?.loc;
  const from = node?.source ?? source;
  const at = node?.start ?? position;
  if (!from || at === undefined) return '';
  const { line, column } = getLocation(from, at);
  return `${from.name}:${line}:${column}: `;
}
