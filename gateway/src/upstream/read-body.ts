import { type Dispatcher } from 'undici';

/** A body went on after the bytes that it may have. */
export class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';
}

/**
 * Reads a body as UTF-8 text.
 * @throws ResponseTooLargeError as soon as it is known to be longer than `maxBytes`; the connection is dropped.
 */
export async function readBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const { body, headers } = response;
  const chunks: Buffer[] = [];
  let bytes = Number(headers['content-length'] ?? 0);
  // A declared length alone is enough to refuse; a body that lies about it is counted all the same.
  if (bytes > maxBytes) {
    body.on('error', () => undefined).destroy();
    throw new ResponseTooLargeError(`${bytes} bytes are declared, ${maxBytes} are allowed.`);
  }
  bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new ResponseTooLargeError(`More than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}
