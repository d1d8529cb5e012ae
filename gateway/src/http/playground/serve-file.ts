import Negotiator from 'negotiator';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { continueTrace } from '../../telemetry/trace-context';
import { answerError } from '../answer';
import { HttpError } from '../http-error';
import { type Handler } from '../routes';
import { type PageFile } from './page-files';
import { pageHeaders } from './page-headers';

/** Serves a file, compressed where the client takes that. */
export function serveFile(file: PageFile, cacheControl: string): Handler {
  return forReading(async (request, response) => {
    const coding = codingFor(request, file);
    const content = await readFile(file.encoded.get(coding) ?? file.path).catch(() => undefined);
    if (content === undefined) {
      refuse(
        response,
        new HttpError(404, 'BAD_REQUEST', 'The playground was built anew; restart the gateway.'),
      );
      return;
    }
    const isEncoded = file.encoded.has(coding);
    response
      .writeHead(200, {
        ...pageHeaders,
        'content-type': file.type,
        'content-length': content.length,
        'cache-control': cacheControl,
        ...(file.encoded.size > 0 && { vary: 'accept-encoding' }),
        ...(isEncoded && { 'content-encoding': coding }),
      })
      .end(content);
  });
}

/** Lets GET and HEAD through and answers 405 to the rest. */
export function forReading(handler: Handler): Handler {
  return (request, response) => {
    if (request.method === 'GET' || request.method === 'HEAD') return handler(request, response);
    refuse(response, new HttpError(405, 'BAD_REQUEST', 'This can only be read.', { allow: 'GET, HEAD' }));
  };
}

function refuse(response: ServerResponse, error: HttpError): void {
  answerError(response, error, continueTrace(undefined).traceId);
}

/** The smallest form that the client takes, whichever it names first. */
function codingFor(request: IncomingMessage, { encoded }: PageFile): string {
  const taken = new Negotiator(request).encodings([...encoded.keys()]);
  return [...encoded.keys()].find((coding) => taken.includes(coding)) ?? 'identity';
}
