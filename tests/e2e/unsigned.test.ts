import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity } from '@nutgraf/contract/identity';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { serviceNames } from '@nutgraf/stack/service-names';
import { send, signPost } from '../support/subgraph-client';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const operations = [
  '{ __typename }',
  '{ _service { sdl } }',
  '{ _entities(representations: [{ __typename: "User", id: "usr_1" }]) { __typename } }',
];

test.each(serviceNames)('A3: %s answers 401 to every unsigned operation', async (name) => {
  const url = `${graph.services[name].url}/graphql`;
  for (const query of operations) {
    const forged = { [headers.identity]: encodeIdentity({ sub: personaEntry('admin').accountId }) };
    for (const extra of [{}, forged, { ...forged, [headers.signature]: 'v1;test;0;n;AAAA' }]) {
      const answer = await send({
        url,
        headers: { 'content-type': 'application/json', ...extra },
        body: JSON.stringify({ query }),
      });
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    }
  }
});

test.each(serviceNames)('A3: %s refuses a replay, and a request signed for another service', async (name) => {
  const keys = parseSigningKeys(graph.secrets.signingKeys);
  const { url } = graph.services[name];
  const request = signPost(url, name, keys, { query: '{ __typename }' });
  expect((await send(request)).status).toBe(200);
  expect((await send(request)).status).toBe(401);
  const other = serviceNames.find((service) => service !== name) ?? name;
  expect((await send(signPost(url, other, keys, { query: '{ __typename }' }))).status).toBe(401);
});

test('A3: internal routes are for services: 401 unsigned', async () => {
  const { url } = graph.services.billing;
  expect((await fetch(`${url}/internal/events?after=0`)).status).toBe(401);
});

test('A3, A4: the gateway offers neither _entities nor _service, and client-sent identity never arrives', async () => {
  const { errors } = await graph.ask('{ _service { sdl } }');
  expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [headers.identity]: encodeIdentity({ sub: personaEntry('admin').accountId, scope: 'admin:billing' }),
    },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
  expect(await response.json()).toEqual({ data: { viewer: null } });
});
