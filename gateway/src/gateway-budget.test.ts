import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { audience, startIssuer } from './http/fixtures/issuer';
import { Latch } from './http/fixtures/latch';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const types = `
  type Query { thing: Thing  things: [Thing!]  broken: [Thing]  nothing: Thing @authenticated }
  type Mutation { change: Thing }
  type Thing { id: ID }
`;

async function start(
  settings: Partial<GatewayOptions> = {},
  readThings: () => unknown = () => [{ id: 1 }, { id: 2 }],
) {
  const things = [{ id: 1 }, { id: 2 }];
  const subgraph = cleanup.add(
    await startSubgraph('one', types, {
      Query: {
        thing: () => things[0],
        things: readThings,
        broken: () => [things[0], new Error('It is broken.')],
      },
      Mutation: { change: () => things[0] },
    }),
  );
  const budget = { points: 30, windowSeconds: 3_600 };
  const gateway = await createGateway({
    supergraph: compose([subgraph]),
    http: { port: 0, trustedProxies: 1 },
    cost: { maximum: 30, budget },
    log: { level: 'silent' },
    ...settings,
  });
  cleanup.add(gateway);
  const from = (address: string, query: string, headers: Record<string, string> = {}) =>
    ask(gateway.url, query, { headers: { 'x-forwarded-for': address, 'nutgraf-cost': 'true', ...headers } });
  return { from, subgraph, url: gateway.url };
}

it('what an operation did not use is given back', async () => {
  const { from } = await start();
  const { extensions, headers } = await from('192.0.2.1', '{ things { id } }');
  expect(extensions).toEqual({ cost: { static: 10, actual: 2, remaining: 28 } });
  expect(headers.get('ratelimit-policy')).toBe('"cost";q=30;w=3600');
  expect(headers.get('ratelimit')).toMatch(/^"cost";r=28;t=3(600|59\d)$/);
  const { extensions: next } = await from('192.0.2.1', '{ thing { id } }');
  expect(next).toEqual({ cost: { static: 1, actual: 1, remaining: 27 } });
});

it('who leaves before the answer pays for all that was taken', async () => {
  const arrived = new Latch();
  const released = new Latch();
  const waiting = async () => {
    arrived.open();
    await released.opened;
    return [{ id: 1 }];
  };
  const { from, subgraph, url } = await start({}, waiting);
  const leaving = new AbortController();
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.9' };
  const body = JSON.stringify({ query: '{ things { id } }' });
  const asked = fetch(url, { method: 'POST', headers, body, signal: leaving.signal });
  await arrived.opened;
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await subgraph.abandoned();
  released.open();
  const { extensions } = await from('192.0.2.9', '{ thing { id } }');
  expect(extensions).toEqual({ cost: { static: 1, actual: 1, remaining: 19 } });
});

it('who has used it up is told when to come back, and nothing is fetched', async () => {
  const { from, subgraph } = await start();
  for (let index = 0; index < 2; index += 1) await from('192.0.2.1', 'mutation { change { id } }');
  subgraph.requests.length = 0;
  const { status, headers, errors } = await from('192.0.2.1', 'mutation { change { id } }');
  expect(status).toBe(429);
  const seconds = Number(headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(3_000);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: seconds });
  expect(errors?.[0]?.message).toBe(
    `The operation costs 11 points, more than are left for you; ask again in ${seconds} seconds.`,
  );
  expect(headers.get('ratelimit')).toBe(`"cost";r=0;t=${seconds}`);
  expect(subgraph.requests).toEqual([]);
  // What was refused used nothing: eight points are left.
  expect((await from('192.0.2.1', '{ thing { id } }')).extensions).toMatchObject({ cost: { remaining: 7 } });
});

it.each([
  ['addresses', '192.0.2.1', '192.0.2.2', 29],
  ['networks of IPv6', '2001:db8:0:1::1', '2001:db8:0:2::1', 29],
])('%s have budgets of their own', async (_, one, other, remaining) => {
  const { from } = await start();
  await from(one, '{ thing { id } }');
  expect((await from(other, '{ thing { id } }')).extensions).toMatchObject({ cost: { remaining } });
});

it.each([
  ['a network of IPv6', '2001:db8:0:1::1', '2001:db8:0:1:ffff::2'],
  ['an IPv4 address however it is written', '192.0.2.1', '::ffff:192.0.2.1'],
])('%s has one budget', async (_, one, other) => {
  const { from } = await start();
  await from(one, '{ thing { id } }');
  expect((await from(other, '{ thing { id } }')).extensions).toMatchObject({ cost: { remaining: 28 } });
});

it('an account has one budget wherever it is, beside that of its address', async () => {
  const issuer = cleanup.add(await startIssuer());
  const { from } = await start({
    identity: { jwt: { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience } },
  });
  const authorization = `Bearer ${await issuer.sign({ sub: 'reader' })}`;
  await from('192.0.2.1', '{ thing { id } }', { authorization });
  const elsewhere = await from('192.0.2.9', '{ thing { id } }', { authorization });
  expect(elsewhere.extensions).toMatchObject({ cost: { remaining: 28 } });
  expect((await from('192.0.2.1', '{ thing { id } }')).extensions).toMatchObject({ cost: { remaining: 29 } });
});

it('what costs nothing uses a point all the same, for somebody asked', async () => {
  const { from } = await start();
  await from('192.0.2.1', '{ __typename }');
  expect((await from('192.0.2.1', '{ thing { id } }')).extensions).toMatchObject({ cost: { remaining: 28 } });
});

it('an answer with errors costs what was in it', async () => {
  const { from } = await start();
  const { errors, extensions } = await from('192.0.2.1', '{ broken { id } thing { id } }');
  expect(errors).toHaveLength(1);
  expect(extensions).toMatchObject({ cost: { static: 11, actual: 2 } });
});

it('an operation that is refused as a whole uses nothing', async () => {
  const { from } = await start({ authorization: { onRefusal: 'reject' } });
  expect((await from('192.0.2.1', '{ nothing { id } }')).status).toBe(401);
  expect((await from('192.0.2.1', '{ thing { id } }')).extensions).toMatchObject({ cost: { remaining: 29 } });
});

it.each([
  ['nobody asks', {}, {}],
  ['it is not exposed', { cost: { expose: false } }, { 'nutgraf-cost': 'true' }],
])('nothing is said of cost where %s', async (_, settings, asked) => {
  const { url } = await start({ cost: {}, ...settings });
  const { extensions, headers } = await ask(url, '{ thing { id } }', { headers: asked });
  expect(extensions).toBeUndefined();
  expect(headers.has('ratelimit')).toBe(false);
});

it('a budget that no operation of the maximum fits into is refused at start', async () => {
  const budget = { points: 29 };
  await expect(start({ cost: { maximum: 30, budget } })).rejects.toThrow(
    '"cost.budget.points" is wrong: must be at least cost.maximum, or there are operations that nobody can ever run',
  );
});
