import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { InputError } from './input-error';

/**
 * The schema of an SDL file, or of a running graph by introspection.
 * @throws InputError when there is none.
 */
export async function readSchema(source: string, folder = '.'): Promise<GraphQLSchema> {
  const ofGraph = /^https?:\/\//.test(source);
  const text = ofGraph ? undefined : await readSdl(resolve(folder, source));
  try {
    return text === undefined ? await introspect(source) : buildSchema(text);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`"${source}" is not a GraphQL schema: ${(error as Error).message}`);
  }
}

async function readSdl(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `There is no schema "${file}" (${(error as NodeJS.ErrnoException).code}). ` +
        'Give the path of an SDL file, or the URL of a running graph such as http://127.0.0.1:4000/graphql.',
    );
  }
}

async function introspect(url: string): Promise<GraphQLSchema> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery({ oneOf: true, specifiedByUrl: true }) }),
  }).catch((error: unknown) => {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    throw new InputError(
      `No graph answers at ${url} (${cause}). Start it ("npm start"), or give an SDL file.`,
    );
  });
  const answer = (await response.json().catch(() => ({}))) as {
    data?: IntrospectionQuery;
    errors?: { message: string }[];
  };
  if (answer.data) return buildClientSchema(answer.data);
  const reason = answer.errors?.[0]?.message ?? 'the answer is not GraphQL';
  const hint =
    new URL(url).pathname === '/'
      ? `Is it ${new URL('/graphql', url).href} that you mean?`
      : 'Introspection may be switched off there; give an SDL file instead.';
  throw new InputError(`${url} does not tell its schema (HTTP ${response.status}: ${reason}). ${hint}`);
}
