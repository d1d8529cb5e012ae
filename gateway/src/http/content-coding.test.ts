import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { byteString } from '../execution/answer-data';
import { preferredCoding } from './content-coding';
import { body, CountedData, headers, startCarrying } from './fixtures/carrying-server';
import { Cleanup } from './fixtures/cleanup';

const cleanup = new Cleanup();
afterEach(cleanup.run);

test.each<[string, string | undefined]>([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['deflate', 'deflate'],
  ['*', 'br'],
  ['gzip;q=0.5, br;q=0.4', 'gzip'],
  ['gzip;q=0.5', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['identity', undefined],
  ['zstd', undefined],
  ['', undefined],
  ['identity;q=0', undefined],
  ['*;q=0', undefined],
  [`gzip, ${'x'.repeat(300)}`, 'gzip'],
])('of "%s" the coding is %s', (header, coding) => {
  expect(preferredCoding(header)).toBe(coding);
});

/** Asks and takes the bytes as they come, which fetch would not show. */
async function bytesFrom(url: string, acceptEncoding?: string): Promise<[IncomingMessage, Buffer]> {
  const asked = request(url, {
    method: 'POST',
    headers: { ...headers, ...(acceptEncoding !== undefined && { 'accept-encoding': acceptEncoding }) },
  }).end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return [response, await buffer(response)];
}

const long = JSON.stringify({ greeting: 'Grüße 🖖 '.repeat(1_000) });

async function serve(data: string): Promise<string> {
  const { url } = await startCarrying(cleanup, ({ answer }) => ({
    data: answer.carry(new CountedData(byteString(data))),
  }));
  return url;
}

test.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
  ['deflate', inflateSync],
] as const)('an answer comes as %s to who asks for it, byte for byte', async (coding, decompress) => {
  const [{ headers: sent }, bytes] = await bytesFrom(await serve(long), coding);
  expect(sent).toMatchObject({ 'content-encoding': coding, vary: 'accept-encoding' });
  expect(Number(sent['content-length'])).toBe(bytes.length);
  expect(bytes.length).toBeLessThan(long.length / 10);
  expect(decompress(bytes).toString()).toBe(`{"data":${long}}\n`);
});

test.each([undefined, 'identity', 'zstd'])(
  'it comes as it is to who asks for %s, and caches hear that there are others',
  async (accepted) => {
    const [{ headers: sent }, bytes] = await bytesFrom(await serve(long), accepted);
    expect([sent['content-encoding'], sent.vary]).toEqual([undefined, 'accept-encoding']);
    expect(bytes.toString()).toBe(`{"data":${long}}\n`);
  },
);

test('a short answer is never compressed', async () => {
  const [{ headers: sent }, bytes] = await bytesFrom(await serve('{"greeting":"Hi"}'), 'br');
  expect([sent['content-encoding'], sent.vary]).toEqual([undefined, undefined]);
  expect(bytes.toString()).toBe('{"data":{"greeting":"Hi"}}\n');
});
