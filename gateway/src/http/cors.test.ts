import { createGateway } from '../gateway';
import { type GatewayOptions } from '../gateway-types';
import { Cleanup } from './fixtures/cleanup';
import { startLibrary } from './fixtures/library';
import { compose } from './fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const origin = 'https://www.example.com';
const operation = JSON.stringify({ query: '{ book(id: "7") { id } }' });
const json = { 'content-type': 'application/json' };
const preflight = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'content-type',
};

async function start(settings: Partial<GatewayOptions> = {}) {
  const [books, people] = await startLibrary(cleanup);
  const options = {
    supergraph: compose([books, people]),
    http: { port: 0 },
    log: { level: 'silent' },
  } as const;
  const { url } = cleanup.add(await createGateway({ ...options, ...settings }));
  const send = async (init: RequestInit) => {
    const response = await fetch(url, { method: 'POST', body: operation, ...init });
    await response.arrayBuffer();
    return response;
  };
  return {
    books,
    send,
    ask: (headers: Record<string, string>) => send({ headers: { ...json, ...headers } }),
  };
}

const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

const cors = { origins: ['http://localhost:3000', origin] };
const allowed = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' };
const exposed = {
  ...allowed,
  'access-control-expose-headers': 'www-authenticate, retry-after, ratelimit, ratelimit-policy',
};

describe('B5: a page of another origin', () => {
  it('is told nothing by default', async () => {
    const { ask, send } = await start();
    const answers = [
      await ask({ origin }),
      await send({ method: 'OPTIONS', body: null, headers: { origin, ...preflight } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 405]);
    for (const answer of answers) {
      expect(corsOf(answer)).toEqual({});
      expect(answer.headers.get('vary')).toBe('accept');
    }
  });

  it('may use the graph with credentials when it is listed', async () => {
    const { ask } = await start({ cors });
    const answer = await ask({ origin });
    expect([answer.status, corsOf(answer)]).toEqual([200, exposed]);
    expect(answer.headers.get('vary')).toBe('accept, origin');
  });

  it.each([
    'https://www.example.com.evil.example',
    'https://evil.example',
    'http://www.example.com',
    'https://www.example.com:8443',
    'https://www.example.com/',
    'https://WWW.example.com',
    'null',
    '*',
  ])('gets no permission when it is %s and not listed, nor a preflight', async (other) => {
    const { ask, send } = await start({ cors });
    const answers = [
      await ask({ origin: other }),
      await send({ method: 'OPTIONS', body: null, headers: { origin: other, ...preflight } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 405]);
    for (const answer of answers) {
      expect(corsOf(answer)).toEqual({});
      expect(answer.headers.get('vary')).toBe('accept, origin');
    }
  });

  it('is told by the preflight what it may send, and nothing runs', async () => {
    const { books, send } = await start({
      cors: { ...cors, maxAgeSeconds: 60 },
      subgraphs: { books: { requestHeaders: ['X-Tenant'] } },
    });
    const answer = await send({ method: 'OPTIONS', body: null, headers: { origin, ...preflight } });
    expect([answer.status, corsOf(answer)]).toEqual([
      204,
      {
        ...allowed,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, ' +
          'apollographql-client-name, apollographql-client-version, nutgraf-query-plan, nutgraf-cost, nutgraf-cache, traceparent, tracestate, x-tenant',
        'access-control-max-age': '60',
      },
    ]);
    expect(books.requests).toEqual([]);
  });

  it('may read what it needs of an answer, with what subgraphs may add', async () => {
    const { ask } = await start({ cors, subgraphs: { books: { responseHeaders: ['set-cookie', 'x-a'] } } });
    expect(corsOf(await ask({ origin }))['access-control-expose-headers']).toBe(
      'www-authenticate, retry-after, ratelimit, ratelimit-policy, x-a',
    );
  });

  it.each<[string, RequestInit, number]>([
    [
      'a body that is too large',
      { body: JSON.stringify({ query: 'x'.repeat(2_000_000) }), headers: json },
      413,
    ],
    ['another content type', { headers: { 'content-type': 'application/xml' } }, 415],
    ['a body that is no JSON', { body: '{', headers: json }, 400],
    ['an answer that it does not take', { headers: { ...json, accept: 'text/html' } }, 406],
    ['another method', { method: 'PUT', headers: json }, 405],
    ['what Apollo Server blocks', { headers: { 'content-type': 'text/plain' } }, 400],
  ])('can read the error for %s', async (_, init, status) => {
    const { send } = await start({ cors });
    const answer = await send({ ...init, headers: { ...init.headers, origin } });
    expect([answer.status, corsOf(answer)]).toEqual([status, exposed]);
  });
});

it.each([
  ['*', 'would let sites that nobody knows'],
  ['null', 'any sandboxed page'],
  ['www.example.com', 'expected an origin, such as'],
  ['https://www.example.com/', 'as browsers send it, https://www.example.com'],
  ['https://www.Example.com', 'as browsers send it, https://www.example.com'],
  ['https://www.example.com:443', 'as browsers send it, https://www.example.com'],
  ['https://*.example.com', 'would let sites that nobody knows'],
  ['file:///a', 'expected an origin, such as'],
])('origins refuses "%s"', async (wrong, message) => {
  const starting = start({ cors: { origins: [origin, wrong] } });
  await expect(starting).rejects.toThrow(new RegExp(`"cors.origins.1" is wrong: .*${message}`));
});
