import { webOrigin } from '../../support/test-graph';
import { connectTo, readUntilClosed } from '../../support/raw-http';
import { codesOf, SmallGraph } from '../../support/small-graph';

let graph: SmallGraph;
let fetches: number;
beforeAll(async () => {
  graph = await SmallGraph.start({ cors: { origins: [webOrigin, 'https://www.example.com'] } });
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => {
  fetches = graph.fetches;
});

const mutation = 'mutation { rename(id: "1", name: "stolen") { id } }';
const body = JSON.stringify({ query: mutation });
const form = new URLSearchParams({ query: mutation });

function parts(): FormData {
  const data = new FormData();
  data.set('operations', body);
  data.set('map', '{}');
  data.set('query', mutation);
  return data;
}

const post = (type: string | undefined, content: RequestInit['body'] = body): RequestInit => ({
  method: 'POST',
  // A blob without a type is the only body that fetch sends without one.
  body: type === undefined ? new Blob([body]) : (content ?? null),
  ...(type !== undefined && type !== '' && { headers: { 'content-type': type } }),
});

describe('B5 what another site makes a browser send is refused, and nothing happens:', () => {
  it.each<[string, RequestInit, string]>([
    ['a GET with a mutation', {}, `/graphql?${form.toString()}`],
    ['a form', post('application/x-www-form-urlencoded', form), '/graphql'],
    ['a form with JSON inside', post('application/x-www-form-urlencoded', body), '/graphql'],
    ['a multipart form', post('', parts()), '/graphql'],
    ['a multipart form with JSON inside', post('multipart/form-data; boundary=x'), '/graphql'],
    ['text', post('text/plain'), '/graphql'],
    ['text that names JSON as a parameter', post('text/plain; application/json'), '/graphql'],
    ['text with JSON behind a comma', post('text/plain, application/json'), '/graphql'],
    ['text in upper case', post('TEXT/PLAIN;charset=UTF-8'), '/graphql'],
    ['no content type', post(undefined), '/graphql'],
    ['an empty beacon with the operation in the address', { method: 'POST' }, `/graphql?${form.toString()}`],
    ['JSON of another name', post('application/jsonp'), '/graphql'],
  ])('%s', async (_, init, path) => {
    const answer = await graph.send(init, path);
    expect([400, 415]).toContain(answer.status);
    expect(codesOf(answer)).toEqual(['BAD_REQUEST']);
    expect([graph.fetches - fetches, graph.renamed]).toEqual([0, []]);
  });

  it.each([
    ['content-type', 'application/json'],
    ['apollo-require-preflight', '1'],
    ['x-apollo-operation-name', 'A'],
  ])('a GET with a mutation, though %s shows that the browser asked first', async (name, value) => {
    const answer = await graph.send({ headers: { [name]: value } }, `/graphql?${form.toString()}`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect([graph.fetches - fetches, graph.renamed]).toEqual([0, []]);
  });

  it('a query by GET, which could be timed', async () => {
    const answer = await graph.send({}, '/graphql?query={shop(id:"1"){id}}');
    expect([answer.status, codesOf(answer)]).toEqual([400, ['BAD_REQUEST']]);
    expect(graph.fetches - fetches).toBe(0);
  });
});

describe('B5 a WebSocket', () => {
  it.each([undefined, webOrigin, 'https://evil.example', 'null'])(
    'is refused to a page of origin %s, and the gateway goes on',
    async (origin) => {
      for (const path of ['/graphql', '/subscriptions', '/', '/health']) {
        const socket = await connectTo(graph.url);
        socket.write(
          `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: upgrade, close\r\nupgrade: websocket\r\n` +
            'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
            'sec-websocket-protocol: graphql-transport-ws\r\n' +
            `${origin === undefined ? '' : `origin: ${origin}\r\n`}\r\n`,
        );
        const { status, head } = await readUntilClosed(socket);
        expect(status).not.toBe(101);
        expect(head).not.toMatch(/^(upgrade|sec-websocket)/im);
      }
      expect(graph.fetches).toBe(fetches);
      expect(await graph.isWell()).toBe(true);
    },
  );

  it('that sends frames without waiting is cut off or ignored', async () => {
    const socket = await connectTo(graph.url);
    socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    socket.end(Buffer.from([0x81, 0x85, 1, 2, 3, 4, 0x69, 0x67, 0x6f, 0x68, 0x6e]));
    const { status } = await readUntilClosed(socket);
    expect(status).not.toBe(101);
    expect(await graph.isWell()).toBe(true);
  });
});

describe('B5 CORS', () => {
  const listed = 'https://www.example.com';
  const foreign = [
    'null',
    'https://evil.example',
    'http://www.example.com',
    'https://example.com',
    'https://a.www.example.com',
    'https://wwwxexample.com',
    'https://www.example.com.evil.example',
    'https://evil.example/https://www.example.com',
    'https://www.example.com@evil.example',
    'https://evilwww.example.com',
    'https://www.example.com:443',
    'https://www.example.com:8443',
    'https://WWW.EXAMPLE.COM',
    'HTTPS://www.example.com',
    'https://www.example.com/',
    'https://www.example.com.',
    'https://www.example.com, https://evil.example',
    'https://evil.example https://www.example.com',
    'https://www.example.com%60.evil.example',
    'https://www.example.com_.evil.example',
    'http://localhost:5174',
    'http://localhost',
    'http://127.0.0.1:5173',
    'file://',
    '*',
    '__proto__',
  ];
  const corsOf = ({ headers }: { headers: Headers }) =>
    [...headers].filter(([name]) => name.startsWith('access-control-'));

  it.each(foreign)('tells a page of %s nothing', async (origin) => {
    const answer = await graph.post('{"query":"{__typename}"}', { origin });
    expect(corsOf(answer)).toEqual([]);
    expect(answer.headers.get('vary')).toContain('origin');
  });

  it.each(foreign)('answers no preflight of %s', async (origin) => {
    const asking = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type, authorization',
    };
    const answer = await graph.send({ method: 'OPTIONS', headers: { origin, ...asking } });
    expect([answer.status, corsOf(answer)]).toEqual([405, []]);
  });

  it.each([listed, webOrigin])('lets a page of %s, and no other, read with credentials', async (origin) => {
    const answer = await graph.post('{"query":"{__typename}"}', { origin });
    expect(Object.fromEntries(corsOf(answer))).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
    });
  });
});
