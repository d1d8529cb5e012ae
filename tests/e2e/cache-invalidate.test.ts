import { createHash, createHmac, randomBytes } from 'node:crypto';
import { signRequest, type SigningKey } from '@nutgraf/contract/signature';
import { createGateway, type Gateway } from '@nutgraf/gateway';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { startRedis, type TestRedis } from '../support/start-redis';
import { until } from '../support/until';

const key: SigningKey = { id: 'k1', secret: Buffer.alloc(32, 7) };
const keys = `k1:${key.secret.toString('base64')}`;

let redis: TestRedis;
let shops: TestSubgraph;
let notes: TestSubgraph;
let gateway: Gateway;

beforeAll(async () => {
  redis = await startRedis();
  const shop = (_: unknown, { id }: { id: string }) => ({ id });
  shops = await startSubgraph(
    'shops',
    'type Query { shop(id: ID!): Shop  city: City } type Shop @key(fields: "id") { id: ID! } type City { name: String }',
    { Query: { shop, city: () => ({ name: 'Ghent' }) } },
  );
  notes = await startSubgraph(
    'notes',
    'type Query { motto: String } type Shop @key(fields: "id") { id: ID! note: String }',
    { Query: { motto: () => 'slow' }, Shop: { note: ({ id }: { id: string }) => `note ${id}` } },
  );
  gateway = await createGateway({
    supergraph: compose([shops, notes]),
    http: { port: 0 },
    log: { level: 'silent' },
    // Longer than a busy machine keeps a Redis waiting, so that what is away is what was paused.
    redis: { url: redis.url, patienceMs: 2_000 },
    cache: { enabled: true },
    signing: { keys },
  });
});

afterAll(async () => {
  await gateway?.stop();
  await Promise.all([shops?.stop(), notes?.stop()]);
  await redis?.[Symbol.asyncDispose]();
});

beforeEach(() => {
  for (const { sends } of [shops, notes]) {
    sends.headers = { 'cache-control': 'public, max-age=60' };
    delete sends.body;
  }
});

const noteOf = (id: string) => `{ shop(id: "${id}") { note } }`;

async function ask(query: string): Promise<unknown> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** How often each subgraph was asked for an operation. */
async function fetchesOf(query: string): Promise<readonly [shops: number, notes: number]> {
  const before = [shops.requests.length, notes.requests.length] as const;
  await ask(query);
  return [shops.requests.length - before[0], notes.requests.length - before[1]];
}

/** Asks until nobody is asked any more. */
const keep = (...queries: string[]) =>
  Promise.all(
    queries.map((query) =>
      until(
        () => fetchesOf(query),
        ([one, other]) => one + other === 0,
        10_000,
      ),
    ),
  );

interface Sent {
  readonly body: string;
  readonly signature?: string | undefined;
  readonly method?: string;
}

function sign(body: string, { path = '/invalidate', audience = 'gateway', nowMs = Date.now() } = {}): string {
  return signRequest({ method: 'POST', path, audience, body }, key, nowMs);
}

async function send({ body, signature, method = 'POST' }: Sent, to = gateway.url) {
  const response = await fetch(new URL('/invalidate', to), {
    method,
    ...(method === 'POST' && { body }),
    headers: signature === undefined ? {} : { 'nutgraf-signature': signature },
  });
  const text = await response.text();
  const { count, errors } = JSON.parse(text) as { count?: number; errors?: [{ message: string }] };
  return { status: response.status, headers: response.headers, count, message: errors?.[0].message };
}

const invalidate = (value: unknown) => {
  const body = JSON.stringify(value);
  return send({ body, signature: sign(body) });
};

describe('what was named is asked for again, and nothing else', () => {
  it('an entity by its key', async () => {
    await keep(noteOf('1'), noteOf('2'));
    const answer = await invalidate({ kind: 'entity', subgraph: 'notes', type: 'Shop', key: { id: '1' } });
    expect(answer).toMatchObject({ status: 200, count: 1 });
    expect(await fetchesOf(noteOf('2'))).toEqual([0, 0]);
    expect(await fetchesOf(noteOf('1'))).toEqual([0, 1]);
  });

  it('an entity whose ID was written as a number', async () => {
    await keep(noteOf('1'));
    await invalidate([{ kind: 'entity', subgraph: 'notes', type: 'Shop', key: { id: 1 } }]);
    expect(await fetchesOf(noteOf('1'))).toEqual([0, 1]);
  });

  it('all entities of a type', async () => {
    await keep(noteOf('1'), noteOf('2'), '{ motto }');
    await invalidate({ kind: 'type', subgraph: 'notes', type: 'Shop' });
    expect(await fetchesOf('{ motto }')).toEqual([0, 0]);
    expect(await fetchesOf(noteOf('1'))).toEqual([0, 1]);
    expect(await fetchesOf(noteOf('2'))).toEqual([0, 1]);
  });

  it('the root fields of a subgraph, by the query type', async () => {
    await keep(noteOf('1'), '{ motto }');
    await invalidate({ kind: 'type', subgraph: 'notes', type: 'Query' });
    expect(await fetchesOf(noteOf('1'))).toEqual([0, 0]);
    expect(await fetchesOf('{ motto }')).toEqual([0, 1]);
  });

  it('what a subgraph gave a tag', async () => {
    await invalidate({ kind: 'subgraph', subgraph: 'shops' });
    shops.sends.body = JSON.stringify({
      data: { city: { name: 'Ghent' } },
      extensions: { apolloCacheTags: ['belgium'] },
    });
    await keep('{ city { name } }');
    delete shops.sends.body;
    await keep(noteOf('1'));
    await invalidate({ kind: 'cache_tag', subgraphs: ['notes', 'shops'], cache_tag: 'belgium' });
    expect(await fetchesOf(noteOf('1'))).toEqual([0, 0]);
    expect(await fetchesOf('{ city { name } }')).toEqual([1, 0]);
  });

  it('all of a subgraph', async () => {
    await keep(noteOf('1'), '{ motto }', '{ city { name } }');
    await invalidate({ kind: 'subgraph', subgraph: 'notes' });
    expect(await fetchesOf('{ city { name } }')).toEqual([0, 0]);
    expect(await fetchesOf(noteOf('1'))).toEqual([0, 1]);
    expect(await fetchesOf('{ motto }')).toEqual([0, 1]);
  });
});

it('a subgraph needs nothing of ours to sign', async () => {
  await keep('{ motto }');
  const [id, secret] = keys.split(':') as [string, string];
  const body = JSON.stringify({ kind: 'subgraph', subgraph: 'notes' });
  const time = String(Date.now());
  const nonce = randomBytes(16).toString('base64url');
  const digest = createHash('sha256').update(body).digest('base64url');
  const text = JSON.stringify(['v1', id, time, nonce, 'POST', '/invalidate', 'gateway', '', '', digest]);
  const mac = createHmac('sha256', Buffer.from(secret, 'base64')).update(text).digest('base64url');
  const signature = ['v1', id, time, nonce, mac].join(';');
  expect(await send({ body, signature })).toMatchObject({ status: 200, count: 1 });
  expect(await fetchesOf('{ motto }')).toEqual([0, 1]);
});

describe('only who holds a key invalidates, and each request once', () => {
  const body = JSON.stringify({ kind: 'subgraph', subgraph: 'notes' });

  it.each([
    ['unsigned', () => ({ body })],
    ['late', () => ({ body, signature: sign(body, { nowMs: Date.now() - 31_000 }) })],
    ['altered', () => ({ body: body.replace('notes', 'shops'), signature: sign(body) })],
    ['meant for somebody else', () => ({ body, signature: sign(body, { audience: 'notes' }) })],
    ['meant for another path', () => ({ body, signature: sign(body, { path: '/graphql' }) })],
  ])('a request that is %s is refused', async (_, sent: () => Sent) => {
    await keep('{ motto }', '{ city { name } }');
    const { status, message } = await send(sent());
    expect([status, message]).toEqual([401, expect.stringMatching(/^Sign this request with one of the/)]);
    expect(await fetchesOf('{ motto }')).toEqual([0, 0]);
    expect(await fetchesOf('{ city { name } }')).toEqual([0, 0]);
  });

  it('a request that was sent before is refused', async () => {
    const signature = sign(body);
    expect(await send({ body, signature })).toMatchObject({ status: 200 });
    await keep('{ motto }');
    expect(await send({ body, signature })).toMatchObject({ status: 401 });
    expect(await fetchesOf('{ motto }')).toEqual([0, 0]);
  });
});

it('nothing is raised where one of many is wrong', async () => {
  await keep('{ motto }');
  const { status, message } = await invalidate([
    { kind: 'subgraph', subgraph: 'notes' },
    { kind: 'entity', subgraph: 'notes', type: 'Shop', key: { ID: '1' } },
  ]);
  expect(status).toBe(400);
  expect(message).toBe('[1].key: This is no key of "Shop" in the subgraph "notes". There is "id".');
  expect(await fetchesOf('{ motto }')).toEqual([0, 0]);
});

it('takes POST alone, and says what every answer says', async () => {
  const { status, headers } = await send({ body: '', method: 'GET' });
  expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

it('a body that is too large is refused', async () => {
  const body = JSON.stringify({ kind: 'subgraph', subgraph: 'x'.repeat(1_000_000) });
  expect(await send({ body, signature: sign(body) })).toMatchObject({ status: 413 });
});

it('is there only where something is kept and signed', async () => {
  const plain = { supergraph: compose([shops, notes]), http: { port: 0 }, log: { level: 'silent' } } as const;
  for (const [settings, reason] of [
    [{}, 'This gateway keeps nothing: cache.enabled is not set in its config.'],
    [
      { redis: { url: redis.url }, cache: { enabled: true } },
      'Only signed requests may invalidate: this gateway needs signing.keys in its config.',
    ],
  ] as const) {
    const other = await createGateway({ ...plain, ...settings });
    try {
      const body = '{}';
      const { status, message } = await send({ body, signature: sign(body) }, other.url);
      expect([status, message]).toEqual([404, reason]);
    } finally {
      await other.stop();
    }
  }
});

it('while Redis does not answer, says so and when to come again', async () => {
  redis.pause();
  try {
    const { status, headers, message } = await invalidate({ kind: 'subgraph', subgraph: 'notes' });
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    expect(message).toMatch(/^The cache cannot be reached, so nothing is known to be invalidated/);
  } finally {
    redis.resume();
  }
  const again = await until(
    () => invalidate({ kind: 'subgraph', subgraph: 'notes' }),
    ({ status }) => status !== 503,
    10_000,
  );
  expect(again.status).toBe(200);
});
