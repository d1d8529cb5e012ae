import { decodeClientFacts } from '@nutgraf/contract/client-facts';
import { headers } from '@nutgraf/contract/headers';
import { NonceStore, parseSigningKeys, verifyRequest } from '@nutgraf/contract/signature';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { startLibrary } from './http/fixtures/library';
import { compose, type RecordedRequest } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const keys = `k:${Buffer.alloc(32, 1).toString('base64')}`;
const query = '{ book(id: "7") { title author { name } } }';

async function start(settings: Partial<GatewayOptions> = {}) {
  const [books, people] = await startLibrary(cleanup);
  const options: GatewayOptions = {
    supergraph: compose([books, people]),
    http: { port: 0 },
    log: { level: 'silent' },
    signing: { keys },
    ...settings,
  };
  return { books, people, url: cleanup.add(await createGateway(options)).url };
}

function factsOf({ requests: [request] }: { readonly requests: readonly RecordedRequest[] }) {
  return decodeClientFacts(String(request?.headers[headers.client]));
}

it('tells each subgraph from where it is asked, under the signature', async () => {
  const { books, people, url } = await start();
  await ask(url, query, { headers: { 'user-agent': 'Reader/1.0' } });
  for (const { name, requests } of [books, people]) {
    const [request] = requests as [RecordedRequest];
    const [client, signature] = [headers.client, headers.signature].map((key) =>
      String(request.headers[key]),
    );
    const signed = { method: 'POST', path: request.path, audience: name, client, body: request.body };
    const refusalOf = (of: typeof signed) =>
      verifyRequest(of, signature, parseSigningKeys(keys), new NonceStore(), Date.now());
    expect(decodeClientFacts(client!)).toEqual({ address: '127.0.0.1', userAgent: 'Reader/1.0' });
    expect(refusalOf(signed)).toBeNull();
    expect(refusalOf({ ...signed, client: 'e30' })).toBe('MISMATCH');
  }
});

it('A4: a client cannot write them, nor any other header between gateway and subgraphs', async () => {
  const { books, url } = await start();
  const forged = { [headers.client]: 'forged', [headers.deadline]: '9999999', 'nutgraf-anything': 'forged' };
  await ask(url, query, { headers: { ...forged, 'user-agent': 'Reader/1.0' } });
  expect(factsOf(books).userAgent).toBe('Reader/1.0');
  expect(JSON.stringify(books.requests[0]?.headers)).not.toMatch(/forged|9999999/);
});

it('says nothing without signing keys: nobody could trust it', async () => {
  const { books, url } = await start({ signing: undefined });
  await ask(url, query, { headers: { [headers.client]: 'forged' } });
  expect(books.requests[0]?.headers).not.toHaveProperty(headers.client);
});

it.each<[string, number, string | undefined, string]>([
  ['behind no proxy, whatever a client claims', 0, '203.0.113.1', '127.0.0.1'],
  ['behind one', 1, '198.51.100.9, 203.0.113.1', '203.0.113.1'],
  ['behind two', 2, '198.51.100.9,203.0.113.1 , 192.0.2.1', '203.0.113.1'],
  ['in IPv6', 1, '2001:db8::1', '2001:db8::1'],
  ['in IPv4 written as IPv6', 1, '::FFFF:203.0.113.1', '203.0.113.1'],
  ['that no proxy wrote', 1, undefined, '127.0.0.1'],
  ['that too few proxies wrote', 2, '203.0.113.1', '127.0.0.1'],
  ['that is none', 1, '203.0.113.1, unknown', '127.0.0.1'],
  ['that is empty', 1, '203.0.113.1,', '127.0.0.1'],
])('the address of a client %s', async (_, trustedProxies, forwarded, address) => {
  const { books, url } = await start({ http: { port: 0, trustedProxies } });
  await ask(url, query, { headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } });
  expect(factsOf(books).address).toBe(address);
});
