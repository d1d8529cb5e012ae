import { type IncomingMessage } from 'node:http';
import { type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpError } from './http-error';

const inflaters = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads a body of at most `limitBytes`, counted as it arrives and again after inflating, so that a small body
 * cannot grow into a big one.
 * @throws HttpError 413 when it is larger, 415 for an unknown coding, 400 when it cannot be inflated.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const coding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  // Made when it is needed: an error writes down its stack, which takes longer than reading a small body.
  const tooLarge = () =>
    new HttpError(413, 'BAD_REQUEST', `The request body is larger than ${limitBytes} bytes.`);
  try {
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge();
    if (coding === 'identity') return await collect(request, limitBytes, tooLarge);
    return await inflate(request, coding, limitBytes, tooLarge);
  } catch (error) {
    // Read on without keeping anything: a client that is still sending would otherwise never see the answer.
    request.resume();
    throw error;
  }
}

async function inflate(
  request: IncomingMessage,
  coding: string,
  limitBytes: number,
  tooLarge: () => HttpError,
) {
  if (!Object.hasOwn(inflaters, coding)) {
    const codings = { 'accept-encoding': 'gzip, deflate, br' };
    throw new HttpError(
      415,
      'BAD_REQUEST',
      'The content-encoding must be gzip, deflate, br or none.',
      codings,
    );
  }
  const inflater = inflaters[coding as keyof typeof inflaters]();
  const abandon = () => {
    if (!request.complete) inflater.destroy(new Error('The client left.'));
  };
  request.once('close', abandon).pipe(inflater);
  try {
    return await collect(inflater, limitBytes, tooLarge);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    throw new HttpError(400, 'BAD_REQUEST', `The request body is not valid ${coding}.`);
  } finally {
    request.off('close', abandon).unpipe(inflater);
    inflater.destroy();
  }
}

function collect(stream: Readable, limitBytes: number, tooLarge: () => HttpError): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) return void chunks.push(chunk);
      stream.off('data', onData);
      reject(tooLarge());
    };
    stream
      .on('data', onData)
      .once('end', () => resolve(Buffer.concat(chunks)))
      .once('error', reject)
      .once('close', () => {
        // Comes after `end` too; an error that nobody hears takes its time all the same.
        if (!stream.readableEnded) reject(new HttpError(400, 'BAD_REQUEST', 'The request body ended early.'));
      });
  });
}
