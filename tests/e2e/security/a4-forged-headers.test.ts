import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createGateway, type GatewayOptions } from '@nutgraf/gateway';
import { encodeIdentity } from '@nutgraf/contract/identity';
import { decodeIdentity } from '@nutgraf/contract/identity';
import { headers as names } from '@nutgraf/contract/headers';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { TestGraph } from '../../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());
beforeEach(() => Object.values(graph.proxies).forEach((proxy) => proxy.reset()));

const admin = encodeIdentity({
  sub: personaEntry('admin').accountId,
  scope: 'account:read admin:accounts admin:billing',
});
const forged = 'forged-by-client';

/** What a client could write into a request to be taken for somebody. */
const attempts: Readonly<Record<string, string>> = {
  [names.identity]: admin,
  [names.signature]: `v1;key=${forged};sig=${forged}`,
  [names.client]: Buffer.from(JSON.stringify({ address: '6.6.6.6', userAgent: forged })).toString(
    'base64url',
  ),
  [names.deadline]: '999999999',
  'x-forwarded-for': '6.6.6.6',
  'x-forwarded-host': forged,
  'x-forwarded-proto': forged,
  'x-forwarded-user': forged,
  'x-real-ip': '6.6.6.6',
  forwarded: `for=6.6.6.6;host=${forged}`,
  'x-user-id': personaEntry('admin').accountId,
  'nutgraf-anything': forged,
};

const spellings: readonly (readonly [string, (name: string) => string])[] = [
  ['as they are', (name) => name],
  ['in capitals', (name) => name.toUpperCase()],
  ['in mixed case', (name) => name.replace(/(^|-)./g, (letter) => letter.toUpperCase())],
];

/** Sends headers that `fetch` would not, each of them several times. */
async function send(
  headers: readonly (readonly [string, string])[],
): Promise<{ status?: number; body: string }> {
  const { hostname, port, pathname } = new URL(graph.url);
  const fixed = [
    ['host', `${hostname}:${port}`],
    ['content-type', 'application/json'],
  ];
  const asked = request({
    hostname,
    port,
    path: pathname,
    method: 'POST',
    headers: [...fixed, ...headers].flat(),
  } as never);
  asked.end(
    JSON.stringify({ query: '{ viewer { id email } articles(first: 1) { nodes { authors { id } } } }' }),
  );
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { ...(response.statusCode && { status: response.statusCode }), body: await text(response) };
}

const passed = () => Object.values(graph.proxies).flatMap(({ requests }) => requests);

test.each(spellings)(
  'A4 forged identity headers %s arrive at no subgraph, and grant nothing',
  async (_, spell) => {
    const several = Object.entries(attempts).flatMap(([name, value]) => [
      [spell(name), value] as const,
      [spell(name), value] as const,
    ]);
    const { status, body } = await send(several);
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { data: { viewer: null, articles: expect.anything() as unknown } },
    ]);
    expect(passed().length).toBeGreaterThan(1);
    for (const { headers, rawHeaders } of passed()) {
      const sent = rawHeaders.map((part) => part.toLowerCase());
      for (const [name, value] of Object.entries(attempts)) {
        expect(sent).not.toContain(value.toLowerCase());
        const isOurs = (Object.values(names) as string[]).includes(name) && name !== names.identity;
        expect([name, sent.filter((part) => part === name).length]).toEqual([name, isOurs ? 1 : 0]);
      }
      expect(rawHeaders.join()).not.toContain(forged);
      expect(headers).not.toHaveProperty(names.identity);
      expect(Number(headers[names.deadline])).toBeLessThan(60_000);
    }
  },
);

test('A4 beside a token of one’s own, subgraphs are told of its owner alone', async () => {
  const token = await graph.signIn('reader');
  for (const proxy of Object.values(graph.proxies)) proxy.reset();
  const { body } = await send([
    ['authorization', `Bearer ${token}`],
    ...Object.entries(attempts),
    ['Nutgraf-Identity', admin],
  ]);
  const { data } = JSON.parse(body) as { data: { viewer: { id: string } } };
  expect(data.viewer.id).toBe(personaEntry('reader').accountId);
  for (const { headers } of passed()) {
    expect(decodeIdentity(String(headers[names.identity])).sub).toBe(personaEntry('reader').accountId);
  }
});

const smuggled = 'x-forwarded-for\r\nnutgraf-identity';
test.each([
  ...Object.values(names),
  'X-Forwarded-For',
  'x-forwarded-anything',
  'Forwarded',
  'X-Real-IP',
  'NUTGRAF-new',
  smuggled,
])('A4 the config cannot let %s pass', async (name) => {
  const options: GatewayOptions = {
    supergraph: 'unread',
    subgraphs: { users: { requestHeaders: [name] } },
  };
  await expect(createGateway(options)).rejects.toThrow(/never passes|expected the name of a header/);
});
