import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults } from './http/fixtures/client';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const query = '{ book(id: "7") { title author { name } } }';
const mutation = 'mutation { a: rename(id: "7", title: "x") { id } b: rename(id: "8", title: "x") { id } }';

async function start(subgraphs: GatewayOptions['subgraphs']) {
  const [books, people] = await startLibrary(cleanup);
  const options = {
    supergraph: compose([books, people]),
    http: { port: 0 },
    log: { level: 'silent' },
  } as const;
  return { books, people, url: cleanup.add(await createGateway({ ...options, subgraphs })).url };
}

describe('headers of a client', () => {
  it.each([query, mutation])(
    'reach the subgraph that configuration names, and no other: %s',
    async (operation) => {
      const { books, people, url } = await start({
        books: { requestHeaders: ['X-Tenant', 'authorization', 'x-none'] },
      });
      const headers = { 'x-tenant': 'a', authorization: 'Bearer t', 'x-other': 'b', cookie: 'c=d' };
      await ask(url, operation, { headers });
      for (const { headers: got } of books.requests) {
        expect(got).toMatchObject({ 'x-tenant': 'a', authorization: 'Bearer t' });
        for (const name of ['x-none', 'x-other', 'cookie']) expect(got).not.toHaveProperty(name);
      }
      for (const { headers: got } of people.requests) expect(got).not.toHaveProperty('x-tenant');
      expect(books.requests.length).toBeGreaterThan(0);
    },
  );

  it('bring a subgraph the cookies that configuration names, as they were written', async () => {
    const { books, people, url } = await start({
      books: { requestCookies: ['a', 'B', 'none', '__proto__'] },
    });
    await ask(url, query, { headers: { cookie: 'x=1; a=%41"=; b=2; B=3; ab=4; a=5' } });
    expect(books.requests[0]?.headers.cookie).toBe('a=%41"=; B=3');
    await ask(url, query, { headers: { cookie: 'b=2' } });
    expect(books.requests[1]?.headers).not.toHaveProperty('cookie');
    expect(people.requests[0]?.headers).not.toHaveProperty('cookie');
  });
});

describe('headers of a subgraph', () => {
  it('stay there by default', async () => {
    const { books, url } = await start({});
    books.sends.headers = { 'set-cookie': ['a=1'], 'x-a': '1' };
    const answer = await ask(url, query);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.has('x-a')).toBe(false);
  });

  it('reach the client when configuration names them: every cookie, and the last value of others', async () => {
    const { books, people, url } = await start({
      books: { responseHeaders: ['Set-Cookie', 'X-A'] },
      people: { responseHeaders: ['set-cookie', 'x-a'] },
    });
    books.sends.headers = {
      'set-cookie': ['a=1; HttpOnly', 'b=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT'],
      'x-a': '1',
    };
    people.sends.headers = { 'set-cookie': 'c=3', 'x-a': '2', 'x-b': '3' };
    const { headers, errors } = await ask(url, query);
    expect(errors).toBeUndefined();
    expect(headers.getSetCookie()).toEqual([
      'a=1; HttpOnly',
      'b=2; Expires=Thu, 01 Jan 2026 00:00:00 GMT',
      'c=3',
    ]);
    expect([headers.get('x-a'), headers.get('x-b')]).toEqual(['2', null]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('come from each request of a mutation', async () => {
    const { books, url } = await start({ books: { responseHeaders: ['set-cookie'] } });
    books.sends.headers = { 'set-cookie': 'a=1' };
    expect((await ask(url, mutation)).headers.getSetCookie()).toEqual(books.requests.map(() => 'a=1'));
  });

  it('come from answers that hold errors only, and from those that are not GraphQL', async () => {
    const { books, url } = await start({ books: { responseHeaders: ['set-cookie'] } });
    books.sends.headers = { 'set-cookie': 'a=1' };
    books.sends.body = '{"errors": [{"message": "no", "extensions": {"code": "SOLD_OUT"}}]}';
    const failed = await ask(url, query);
    expect(faults(failed)).toEqual(['SOLD_OUT book']);
    expect(failed.headers.getSetCookie()).toEqual(['a=1']);
    Object.assign(books.sends, { status: 500, headers: { 'set-cookie': 'b=2' }, body: '<html>' });
    const broken = await ask(url, query);
    expect(faults(broken)).toEqual(['SUBREQUEST_HTTP_ERROR book']);
    expect(broken.headers.getSetCookie()).toEqual(['b=2']);
  });

  it('of one client are never those of another', async () => {
    const { books, url } = await start({
      books: { responseHeaders: ['set-cookie'], requestHeaders: ['x-me'] },
    });
    books.sends.headers = { 'set-cookie': ({ headers }) => `me=${String(headers['x-me'])}` };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, me) => ask(url, query, { headers: { 'x-me': String(me) } })),
    );
    expect(answers.map(({ headers }) => headers.getSetCookie())).toEqual(
      answers.map((_, me) => [`me=${me}`]),
    );
  });
});

it.each([
  ['requestHeaders', 'cookie', 'name single cookies in requestCookies'],
  ['requestHeaders', 'Nutgraf-Identity', 'for the gateway alone'],
  ['requestHeaders', 'content-length', 'belongs to one message'],
  ['requestHeaders', 'transfer-encoding', 'belongs to one message'],
  ['requestHeaders', 'Host', 'belongs to one message'],
  ['requestHeaders', 'traceparent', 'sends its own'],
  ['requestHeaders', 'a b', 'expected the name of a header'],
  ['requestCookies', 'a=b', 'expected the name of a cookie'],
  ['responseHeaders', 'content-encoding', 'belongs to one message'],
  ['responseHeaders', 'connection', 'belongs to one message'],
  ['responseHeaders', 'Cache-Control', 'made of several'],
  ['responseHeaders', 'access-control-allow-origin', 'section cors'],
])('%s refuses "%s"', async (key, name, message) => {
  const starting = start({ books: { [key]: ['x-fine', name] } });
  await expect(starting).rejects.toThrow(new RegExp(`"subgraphs.books.${key}.1" is wrong: .*${message}`));
});
