import { gzipSync } from 'node:zlib';
import { type Behaviour, bytes, hostileGraph, json } from './hostile-graph';

const graph = hostileGraph();
const query = '{ kept thing { name } }';
const html = '<html>at /srv/app.js:12 connect ECONNREFUSED 10.0.0.1:5432</html>';
const malformed = 'SUBREQUEST_MALFORMED_RESPONSE thing';
const refused = 'SUBREQUEST_HTTP_ERROR thing';

test.each<[string, Behaviour, string]>([
  ['HTML', json(html, 200, { 'content-type': 'text/html' }), malformed],
  ['text that is not JSON', json('upstream connect error'), malformed],
  ['half of its JSON', json('{"data":{"thing":{"name":"x"'), malformed],
  ['two JSON texts', json('{"data":{"thing":null}}{"data":{"thing":null}}'), malformed],
  ['an empty body', json(''), malformed],
  ['nothing but white space', json(' \n'), malformed],
  ['204', (response) => void response.writeHead(204).end(), malformed],
  ['205', (response) => void response.writeHead(205).end(), malformed],
  ['304', (response) => void response.writeHead(304).end(), refused],
  ['500 with HTML', json(html, 500, { 'content-type': 'text/html' }), refused],
  ['500 with JSON that is not GraphQL', json({ message: 'SELECT * FROM secrets' }, 500), refused],
  ['401 with JSON that is not GraphQL', json({ error: 'SELECT * FROM secrets' }, 401), refused],
  ['a status that nobody knows', json(html, 799), refused],
  ['a protocol that is not HTTP', bytes('SSH-2.0-OpenSSH_9.6\r\n'), refused],
  ['a status line that is not one', bytes('HTTP/1.1 twohundred\r\n\r\n'), refused],
  [
    'two different lengths',
    bytes('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 20\r\n\r\n{}'),
    refused,
  ],
  ['a length that is no number', bytes('HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}'), refused],
  ['chunks that are none', bytes('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}'), refused],
  ['headers of 100 KB', bytes(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`), refused],
])('%s instead of an answer: only its own fields are lost', async (_, behaviour, fault) => {
  expect(await graph.ask(query, behaviour)).toEqual({ data: { kept: 'kept', thing: null }, faults: [fault] });
});

test.each([301, 302, 303, 307, 308])('a redirect is never followed: %d', async (status) => {
  const paths: unknown[] = [];
  const redirect: Behaviour = (response, { url }) => {
    paths.push(url);
    response.writeHead(status, { location: '/elsewhere' }).end();
  };
  expect(await graph.ask(query, redirect)).toEqual({
    data: { kept: 'kept', thing: null },
    faults: [refused],
  });
  expect(paths).toEqual(['/graphql']);
});

test.each([
  [500, 'application/json'],
  [400, 'application/graphql-response+json'],
  [401, 'application/json; charset=utf-8'],
  [200, 'text/plain'],
  [203, ''],
])('a GraphQL body counts, whatever status and type say: %d %s', async (status, type) => {
  const errors = [{ message: 'Not that.', path: ['thing', 'name'], extensions: { code: 'FORBIDDEN' } }];
  const behaviour = json({ data: { thing: { name: null } }, errors }, status, { 'content-type': type });
  expect(await graph.ask(query, behaviour)).toEqual({
    data: { kept: 'kept', thing: { name: null } },
    faults: ['FORBIDDEN thing name'],
  });
});

test('401 with a GraphQL error and no data: the error stands where the data would', async () => {
  const errors = [{ message: 'Who are you?', extensions: { code: 'UNAUTHENTICATED' } }];
  expect(await graph.ask(query, json({ errors }, 401))).toEqual({
    data: { kept: 'kept', thing: null },
    faults: ['UNAUTHENTICATED thing'],
  });
});

test('no compression is asked for, and a bomb of it is not opened', async () => {
  let accepted: unknown = 'not asked yet';
  const bomb = gzipSync(JSON.stringify({ data: { thing: { name: 'x'.repeat(20_000_000) } } }));
  const behaviour: Behaviour = (response, { headers }) => {
    accepted = headers['accept-encoding'];
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb);
  };
  expect(await graph.ask(query, behaviour)).toEqual({
    data: { kept: 'kept', thing: null },
    faults: [malformed],
  });
  expect(accepted).toBeUndefined();
});

test('an answer that comes unasked is not taken for that to the next request', async () => {
  const answer = (name: string) => {
    const body = JSON.stringify({ data: { thing: { name } } });
    return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  };
  const asked = await graph.ask(query, bytes(answer('asked') + answer('unasked')));
  expect(asked).toEqual({ data: { kept: 'kept', thing: { name: 'asked' } }, faults: [] });
});
