import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { codesOf, SmallGraph } from '../../support/small-graph';
import { connectTo, readUntilClosed, sendRaw } from '../../support/raw-http';

let graph: SmallGraph;
let fetches: number;
beforeAll(async () => {
  graph = await SmallGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => {
  fetches = graph.fetches;
});
afterEach(async () => {
  expect(graph.fetches).toBe(fetches);
  expect(await graph.isWell()).toBe(true);
});

const limit = 1_000_000;
/** An operation that would be answered, so that only its form is wrong. */
const padded = (bytes: number) => `{"query":"{shop(id:\\"1\\"){id}}"}${' '.repeat(Math.max(bytes - 31, 0))}`;
const head = (...lines: readonly string[]) =>
  `${['POST /graphql HTTP/1.1', 'host: x', ...lines].join('\r\n')}\r\n\r\n`;
const json = 'content-type: application/json';

describe('B2 a body is refused with 413', () => {
  it('of more than 1 MB', async () => {
    const answer = await graph.post(padded(limit + 1));
    expect([answer.status, codesOf(answer)]).toEqual([413, ['BAD_REQUEST']]);
  });

  it('of a length that is too large, before any of it has come', async () => {
    const answer = await sendRaw(graph.url, head(json, 'connection: close', 'content-length: 99999999999'));
    expect(answer.status).toBe(413);
  });

  it('without a length, in chunks', async () => {
    const chunk = `${(100_000).toString(16)}\r\n${' '.repeat(100_000)}\r\n`;
    const chunks = Array.from({ length: 11 }, () => chunk);
    const framing = ['transfer-encoding: chunked', 'connection: close'];
    const answer = await sendRaw(graph.url, head(json, ...framing), ...chunks, '0\r\n\r\n');
    expect(answer.status).toBe(413);
  });

  const large = Buffer.from(padded(45_000_000));
  it.each([
    ['gzip', gzipSync(large)],
    ['x-gzip', gzipSync(large)],
    ['deflate', deflateSync(large)],
    ['br', brotliCompressSync(large)],
    ['GZIP', gzipSync(Buffer.from(padded(limit + 1)))],
  ])('that is small and inflates by %s to more', async (coding, body) => {
    expect(body.length).toBeLessThan(60_000);
    const answer = await graph.post(body, { 'content-encoding': coding });
    expect([answer.status, codesOf(answer)]).toEqual([413, ['BAD_REQUEST']]);
  });

  it('when it has inflated to more, whatever the rest is', async () => {
    // It has no end: who waits for one, or inflates all of it first, calls it invalid.
    const body = gzipSync(large).subarray(0, 20_000);
    expect((await graph.post(body, { 'content-encoding': 'gzip' })).status).toBe(413);
  });
});

describe('B2 a body is refused with 415', () => {
  const twice = gzipSync(gzipSync(padded(0)));
  it.each([
    ['coded twice', twice, { 'content-encoding': 'gzip, gzip' }],
    ['coded in many ways', twice, { 'content-encoding': 'gzip, deflate, br' }],
    ['coded by what nobody knows', padded(0), { 'content-encoding': 'zstd' }],
    ['coded by the name of a property', padded(0), { 'content-encoding': '__proto__' }],
    ['in another charset', padded(0), { 'content-type': 'application/json; charset=utf-16' }],
    ['in an odd charset', padded(0), { 'content-type': 'application/json; charset=ibm500' }],
    ['in UTF-7', padded(0), { 'content-type': 'application/json; charset="utf-7"' }],
    ['of another media type', padded(0), { 'content-type': 'application/graphql' }],
    ['of no media type', padded(0), { 'content-type': 'json' }],
  ])('%s', async (_, body, headers) => {
    const answer = await graph.post(body, headers);
    expect([answer.status, codesOf(answer)]).toEqual([415, ['BAD_REQUEST']]);
  });
});

describe('B2 a body is refused with 400', () => {
  const utf8 = (...bytes: readonly number[]) =>
    Buffer.concat([Buffer.from('{"query":"{a}'), Buffer.from(bytes), Buffer.from('"}')]);
  it.each<[string, Buffer | string, Record<string, string>?]>([
    ['with an overlong sequence', utf8(0xc0, 0xaf)],
    ['with half a character', utf8(0xe2, 0x82)],
    ['with half of a surrogate pair', utf8(0xed, 0xa0, 0x80)],
    ['with a byte that is none', utf8(0xff)],
    ['that is not JSON', "{'query':1}"],
    ['of 100,000 lists in each other', '['.repeat(100_000)],
    ['of 100,000 objects in each other', '{"a":'.repeat(100_000)],
    ['said to be coded', padded(0), { 'content-encoding': 'gzip' }],
    ['coded and cut off', gzipSync(padded(50_000)).subarray(0, 40), { 'content-encoding': 'gzip' }],
    ['that is a number', '1e999999'],
    ['that is a text', '"query"'],
    ['that is null', 'null'],
    ['that is a list', '[]'],
    ['with a query that is no text', '{"query":{"__proto__":1}}'],
    ['without a query', '{}'],
  ])('%s', async (_, body, headers = {}) => {
    const answer = await graph.post(body, headers);
    expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_REQUEST']]);
  });

  it.each([
    ['with two lengths', [json, 'content-length: 5', 'content-length: 6']],
    ['with a length and chunks', [json, 'content-length: 5', 'transfer-encoding: chunked']],
    ['with a length that is none', [json, 'content-length: -1']],
    ['with a length in letters', [json, 'content-length: 0x10']],
    ['with an unknown framing', [json, 'transfer-encoding: gzip']],
    ['with a name that has a space', [json, 'content-length : 5']],
    ['with a bare line feed in a header', [json, 'x: a\nb: c']],
  ])('%s, for two programs could read it as two different requests', async (_, lines) => {
    const answer = await sendRaw(graph.url, head(...lines), 'hello\r\n\r\n');
    expect(answer.status).toBe(400);
    expect(answer.head).toContain('connection: close');
  });

  it('shorter than its length, when the client leaves', async () => {
    const socket = await connectTo(graph.url);
    socket.end(head(json, 'content-length: 500') + padded(0));
    await readUntilClosed(socket);
  });

  it('longer than its length: what is left is no request', async () => {
    const answer = await sendRaw(graph.url, head(json, 'content-length: 2'), '{}hello\r\n\r\n');
    expect(answer.body).toContain('This is not an HTTP request.');
  });
});

describe('B2 of a request line and headers', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `h${index}: x`);

  it.each([
    ['3,000 of them', lines(3_000)],
    ['101 of them', lines(100)],
    ['one of 16 KB', [`x: ${'a'.repeat(16_400)}`]],
    ['a name of 16 KB', [`${'a'.repeat(16_400)}: x`]],
  ])('%s are 431', async (_, headers) => {
    const answer = await sendRaw(graph.url, head(...headers, 'connection: close'));
    expect(answer.status).toBe(431);
    expect(answer.body).toContain('"code":"BAD_REQUEST"');
    expect(answer.head).toContain('x-content-type-options: nosniff');
  });

  it('100 are read, so that none is left out unseen', async () => {
    const { query } = JSON.parse(padded(0)) as { query: string };
    const search = new URLSearchParams({ query: query.replace('{shop(id:"1"){id}}', '{__typename}') });
    const most = [...lines(97), 'connection: close', 'apollo-require-preflight: 1'];
    const request = `GET /graphql?${search.toString()} HTTP/1.1\r\nhost: x\r\n${most.join('\r\n')}\r\n\r\n`;
    expect(await sendRaw(graph.url, request)).toMatchObject({
      status: 200,
      body: '{"data":{"__typename":"Query"}}\n',
    });
  });

  it('a GET with more than 16 KB in its address is 431', async () => {
    const answer = await sendRaw(
      graph.url,
      `GET /graphql?query=${'a'.repeat(17_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    );
    expect(answer.status).toBe(431);
  });
});

describe('B2 what comes in a body of fitting size is refused before anything is asked', () => {
  const manyKeys = `{${Array.from({ length: 90_000 }, (_, index) => `"k${index}":1`).join(',')}}`;
  const bomb = (member: string, value: string) =>
    `{"query":"query($any:Any){echo(any:$any)}","${member}":${value}}`;
  const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

  it.each([
    ['100,000 lists in each other in variables', bomb('variables', `{"any":${deep('[', ']', 100_000)}}`)],
    [
      '100,000 objects in each other in variables',
      bomb('variables', `{"any":${deep('{"a":', '}', 100_000)}}`),
    ],
    ['variables that are a list', bomb('variables', '[1]')],
    ['variables that are a text', bomb('variables', '"a"')],
    ['extensions that are a list', bomb('extensions', '[1]')],
    ['extensions that are a text', bomb('extensions', '"a"')],
  ])('%s', async (_, body) => {
    const answer = await graph.post(body);
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toHaveLength(1);
  });

  it.each([
    ['unknown variables', `{"query":"{__typename}","variables":${manyKeys}}`],
    ['extensions', `{"query":"{__typename}","extensions":${manyKeys}}`],
    ['members', `{"query":"{__typename}",${manyKeys.slice(1)}`],
    [
      '100,000 lists in each other in extensions',
      `{"query":"{__typename}","extensions":{"a":${deep('[', ']', 100_000)}}}`,
    ],
  ])('or has no effect: 90,000 keys of %s', async (_, body) => {
    expect(await graph.post(body)).toMatchObject({ status: 200, text: '{"data":{"__typename":"Query"}}\n' });
  });
});

describe('B2 what JSON leaves open is one thing for everybody', () => {
  const echoed = async (variables: string) => {
    const { text } = await graph.post(`{"query":"query($any:Any){echo(any:$any)}","variables":${variables}}`);
    fetches += 1;
    return text;
  };

  it('of keys that come twice the last counts, for limits and subgraphs alike', async () => {
    const text = await echoed('{"any":1,"any":[2,{"a":3,"a":4}]}');
    expect(text).toContain('[2,{\\"a\\":4}]');
    expect(text).not.toContain('3');
  });

  it('numbers that no double holds come as they are read, or are null', async () => {
    expect(await echoed('{"any":[1e999,-0,123456789012345678901234567890]}')).toContain(
      '[null,0,1.2345678901234568e+29]',
    );
  });
});
