import { type ApolloServerPlugin } from '@apollo/server';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { audience, startIssuer } from './http/fixtures/issuer';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const query = '{ book(id: "7") { title author { name } } }';

/** A gateway whose subgraphs say how long their answers may be kept. */
async function start(settings: Partial<GatewayOptions> = {}) {
  const issuer = cleanup.add(await startIssuer());
  const jwt = { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience, cookie: 'access' };
  const [books, people] = await startLibrary(cleanup);
  books.sends.headers = { 'cache-control': 'max-age=60, public' };
  people.sends.headers = { 'cache-control': 'max-age=30' };
  const { url } = cleanup.add(
    await createGateway({
      supergraph: compose([books, people]),
      http: { port: 0 },
      log: { level: 'silent' },
      identity: { jwt },
      ...settings,
    }),
  );
  const cacheControl = async (operation = query, headers: Record<string, string> = {}) =>
    (await ask(url, operation, { headers })).headers.get('cache-control');
  return { issuer, books, people, url, cacheControl };
}

/** A plugin that says so of every answer. */
function saying(hint: { maxAge?: number; scope?: 'PUBLIC' | 'PRIVATE' }): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ overallCachePolicy }) => {
          overallCachePolicy.restrict(hint);
          return Promise.resolve();
        },
      }),
  };
}

describe('an answer', () => {
  it('may be kept for as long as the least of its parts', async () => {
    const { people, cacheControl } = await start();
    expect(await cacheControl()).toBe('max-age=30, public');
    expect(await cacheControl('{ book(id: "7") { title } }')).toBe('max-age=60, public');
    people.sends.headers = {};
    expect(await cacheControl()).toBe('no-store');
  });

  it('to a GET is kept as one to a POST, by caches and content networks', async () => {
    const { url } = await start();
    const search = new URLSearchParams({ query });
    const headers = { 'apollo-require-preflight': 'yes' };
    const answer = await fetch(`${url}?${search.toString()}`, { headers });
    await answer.text();
    expect(answer.headers.get('cache-control')).toBe('max-age=30, public');
  });

  it.each([
    ['a mutation', 'mutation { rename(id: "7", title: "x") { id } }'],
    ['an invalid operation', '{ nowhere }'],
    ['what no subgraph was asked', '{ __typename __schema { queryType { name } } }'],
  ])('to %s is not kept', async (_, operation) => {
    const { cacheControl } = await start();
    expect(await cacheControl(operation)).toBe('no-store');
  });

  it('with an error is not kept', async () => {
    const { people, cacheControl } = await start();
    people.sends.body = '{"data":null,"errors":[{"message":"no","extensions":{"code":"SICK"}}]}';
    expect(await cacheControl()).toBe('no-store');
  });

  it('with cookies is not kept', async () => {
    const { books, cacheControl } = await start({
      subgraphs: { books: { responseHeaders: ['set-cookie'] } },
    });
    books.sends.headers = { ...books.sends.headers, 'set-cookie': 'a=1' };
    expect(await cacheControl()).toBe('no-store');
  });

  it('with a plan is not kept', async () => {
    const { cacheControl } = await start();
    expect(await cacheControl(query, { 'nutgraf-query-plan': 'true' })).toBe('no-store');
  });

  it('to somebody signed in is for them alone, whatever subgraphs say', async () => {
    const { issuer, cacheControl } = await start();
    const token = await issuer.sign();
    expect(await cacheControl(query, { authorization: `Bearer ${token}` })).toBe('max-age=30, private');
    expect(await cacheControl(query, { cookie: `access=${token}` })).toBe('max-age=30, private');
  });

  it('to a guest whose session has to be renewed is not kept: it tells so', async () => {
    const { cacheControl } = await start();
    expect(await cacheControl(query, { cookie: 'access=no-token' })).toBe('no-store');
  });

  it.each([
    ['header', { requestHeaders: ['x-tenant'] }, { 'x-tenant': 'a' }],
    ['cookie', { requestCookies: ['tenant'] }, { cookie: 'tenant=a' }],
  ])('of which a subgraph got a %s of the client is for that client alone', async (_, books, headers) => {
    const { cacheControl } = await start({ subgraphs: { books } });
    expect(await cacheControl(query, headers)).toBe('max-age=30, private');
    expect(await cacheControl(query)).toBe('max-age=30, public');
  });
});

describe('a plugin', () => {
  it.each([
    ['shortens', { maxAge: 5 }, 'max-age=5, public'],
    ['cannot lengthen', { maxAge: 500 }, 'max-age=30, public'],
    ['makes private', { scope: 'PRIVATE' as const }, 'max-age=30, private'],
    ['cannot make public by naming the scope what is', { scope: 'PUBLIC' as const }, 'max-age=30, public'],
    ['forbids', { maxAge: 0 }, 'no-store'],
  ])('%s what subgraphs allow: %j', async (_, hint, expected) => {
    const { cacheControl } = await start({ plugins: [saying(hint)] });
    expect(await cacheControl()).toBe(expected);
  });

  it('speaks for subgraphs that say nothing, and never against one that does', async () => {
    const { books, people, cacheControl } = await start({ plugins: [saying({ maxAge: 5 })] });
    people.sends.headers = {};
    expect(await cacheControl()).toBe('max-age=5, public');
    books.sends.headers = { 'cache-control': 'no-store' };
    expect(await cacheControl()).toBe('no-store');
  });

  it('cannot make public what is for somebody signed in', async () => {
    const { issuer, cacheControl } = await start({ plugins: [saying({ maxAge: 5, scope: 'PUBLIC' })] });
    const authorization = `Bearer ${await issuer.sign()}`;
    expect(await cacheControl(query, { authorization })).toBe('max-age=5, private');
  });
});

describe('what an answer depends on', () => {
  const varyOf = async (settings: Partial<GatewayOptions>) => {
    const { url } = await start(settings);
    return (await ask(url, query)).headers.get('vary');
  };

  it('is the media type alone where nobody is told apart', async () => {
    expect(await varyOf({ identity: {} })).toBe('accept');
  });

  it('is named, on answers without it too', async () => {
    const subgraphs = { books: { requestHeaders: ['X-Tenant'], requestCookies: ['a'] } };
    expect(await varyOf({ subgraphs, cors: { origins: ['https://www.example.com'] } })).toBe(
      'accept, origin, authorization, cookie, x-tenant',
    );
  });
});
