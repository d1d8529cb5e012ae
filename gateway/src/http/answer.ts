import { type ServerResponse } from 'node:http';
import { type HttpError } from './http-error';
import { graphqlMediaTypes, preferredMediaType } from './media-type';

const json = 'application/json; charset=utf-8';

/** Writes a whole JSON answer. A client that is gone is no error. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  answerText(response, status, json, JSON.stringify(value) + '\n');
}

/** Writes a whole answer of any text type. */
export function answerText(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

/** Writes an error in the shape of a GraphQL answer, so that a GraphQL client can show it. */
export function answerError(response: ServerResponse, error: HttpError, traceId: string): void {
  const { status, code, message, headers, extensions } = error;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const mediaType = preferredMediaType(response.req.headers.accept, graphqlMediaTypes) ?? json;
  const text = JSON.stringify({ errors: [{ message, extensions: { code, ...extensions, traceId } }] }) + '\n';
  answerText(response, status, mediaType, text);
}
