import { type SubgraphError, type SubgraphResponse } from './subgraph-request';
import { isRecord, parseJson } from './foreign-json';

/**
 * Levels of objects and lists in each other that an answer may have: far more than operations may ask for, and few
 * enough that whatever walks over the answer, `JSON.stringify` included, never runs out of stack.
 */
const maxDepth = 200;

/** Characters of an error's message that are read. It is told wherever the error is and written to the log. */
const maxMessageLength = 2_000;

/**
 * Checks the text of a GraphQL response (GraphQL over HTTP: `application/json` and
 * `application/graphql-response+json` alike). Errors that are not even objects with a message become errors
 * without a path, so that none is lost.
 * @returns `null` when the text is not a GraphQL response, or one that is too deep to be used.
 */
export function readResponse(text: string): SubgraphResponse | null {
  const body = parseJson(text);
  if (!isRecord(body) || isDeeper(body, maxDepth)) return null;
  const { data, errors, extensions } = body;
  if (data !== undefined && data !== null && !isRecord(data)) return null;
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) return null;
  const read = (errors as readonly unknown[] | null | undefined)?.map(readError) ?? [];
  if (data === undefined && read.length === 0) return null;
  if (data === null && read.length === 0) return null;
  return {
    ...(data !== undefined && { data }),
    ...(read.length > 0 && { errors: read }),
    ...(extensions !== undefined && { extensions }),
  };
}

function readError(value: unknown): SubgraphError {
  if (!isRecord(value)) return { message: 'The subgraph reported an error.' };
  const { message, path, extensions } = value;
  return {
    message:
      typeof message === 'string' ? message.slice(0, maxMessageLength) : 'The subgraph reported an error.',
    ...(isPath(path) && { path }),
    ...(isRecord(extensions) && { extensions }),
  };
}

/** A path that is longer than answers may be deep leads nowhere; who follows it may run out of stack. */
function isPath(value: unknown): value is readonly (string | number)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= maxDepth &&
    value.every((step) => typeof step === 'string' || (Number.isInteger(step) && step >= 0))
  );
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, levels - 1));
  for (const key in value) {
    if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true;
  }
  return false;
}
