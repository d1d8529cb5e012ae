import { type HTTPGraphQLRequest, HeaderMap } from '@apollo/server';
import { type IncomingMessage } from 'node:http';
import { isJson } from './content-type';
import { HttpError } from './http-error';
import { preferredMediaType } from './media-type';
import { readBody } from './request-body';

export interface ReadOptions {
  /** Largest body in bytes, before and after inflating. */
  readonly bodyLimitBytes: number;
  /** What answers can come in. */
  readonly mediaTypes: readonly string[];
}

/**
 * Reads a request as Apollo Server takes it.
 * @throws HttpError when it is not worth serving: nobody takes its answer, or its body cannot be read.
 */
export async function readOperation(
  request: IncomingMessage,
  { bodyLimitBytes, mediaTypes }: ReadOptions,
): Promise<HTTPGraphQLRequest> {
  const { method = 'GET', url = '/' } = request;
  if (method !== 'GET' && method !== 'POST') {
    throw new HttpError(405, 'BAD_REQUEST', 'Ask with GET or POST.', { allow: 'GET, POST' });
  }
  // Before anything runs: a mutation whose answer nobody takes must not happen.
  if (preferredMediaType(request.headers.accept, mediaTypes) === undefined) {
    const had = mediaTypes.join(', ');
    const message = `The accept header takes no answer from here; these can be had: ${had}.`;
    throw new HttpError(406, 'BAD_REQUEST', message);
  }
  const headers = new HeaderMap();
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const readsBody = method === 'POST' && isJson(request.headers['content-type']);
  const body = readsBody ? await readJson(request, bodyLimitBytes) : undefined;
  return { method, headers, search: searchOf(url), body };
}

/** Takes a byte order mark off, as RFC 8259 section 8.1 allows. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const body = await readBody(request, limitBytes);
  const text = attempt(() => utf8.decode(body), 'The request body is not valid UTF-8.');
  return attempt(() => JSON.parse(text) as unknown, 'Invalid JSON in the request body.');
}

/** @throws HttpError 400 */
function attempt<Result>(read: () => Result, refusal: string): Result {
  try {
    return read();
  } catch {
    throw new HttpError(400, 'BAD_REQUEST', refusal);
  }
}

/**
 * The query string. What is optional and empty, or null, counts as absent.
 * @throws HttpError 400 when it is not percent-encoded UTF-8: URLSearchParams would put other characters in its place.
 */
function searchOf(url: string): string {
  const start = url.indexOf('?');
  if (start === -1) return '';
  const search = url.slice(start);
  attempt(() => decodeURIComponent(search), 'The query string is not percent-encoded UTF-8.');
  return search.replace(/(?<=[?&])(?:operationName=|(?:variables|extensions)=(?:null)?)(?=&|$)/g, '');
}
