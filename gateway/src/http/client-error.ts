import { STATUS_CODES, type ServerResponse } from 'node:http';
import { type Duplex } from 'node:stream';
import { continueTrace } from '../telemetry/trace-context';

/** By Node.js's code for what is wrong; anything else is no HTTP at all. */
const refusals: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The request line and headers are too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The extensions of a chunk are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
};

/** Answers what Node.js could not read as a request, as every other refusal is answered, and closes the connection. */
export function answerUnreadable(
  headers: readonly (readonly [string, string])[],
): (error: NodeJS.ErrnoException, socket: Duplex) => void {
  const said = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return (error, socket) => {
    if (socket.writable && !isBeingAnswered(socket)) {
      const [status, message] = refusals[error.code ?? ''] ?? [400, 'This is not an HTTP request.'];
      const extensions = { code: 'BAD_REQUEST', traceId: continueTrace(undefined).traceId };
      const body = `${JSON.stringify({ errors: [{ message, extensions }] })}\n`;
      socket.write(
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${said}connection: close\r\n` +
          `content-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    }
    socket.destroy(error);
  };
}

/** Another answer has begun on this connection: anything written now would become part of it. */
function isBeingAnswered(socket: Duplex): boolean {
  // Node.js documents this field for this one question (https://nodejs.org/api/http.html#event-clienterror).
  const { _httpMessage: answer } = socket as { _httpMessage?: ServerResponse | null };
  return answer?.headersSent ?? false;
}
