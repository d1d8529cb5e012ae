import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGateway, type Gateway, type GatewayOptions } from '@nutgraf/gateway';
import { wantsDemoData } from '@nutgraf/stack/demo-data';
import { gatewaySettings } from '@nutgraf/stack/gateway-config';
import { gatewayFacts } from '@nutgraf/stack/gateway-facts';
import { portsFrom } from '@nutgraf/stack/ports';
import { createSecrets } from '../../support/secrets';

const env = { NODE_ENV: 'production' };
const { NODE_ENV } = process.env;

let gateway: Gateway;
beforeAll(async () => {
  process.env.NODE_ENV = 'production';
  // Nobody listens there: what the gateway says by itself is what counts.
  const facts = gatewayFacts(portsFrom(1), wantsDemoData(env), env);
  const settings = gatewaySettings({ ...facts, hasRedis: false }) as unknown as GatewayOptions;
  gateway = await createGateway({
    ...settings,
    supergraph: await readFile(join(__dirname, '../../../schema/supergraph.graphql'), 'utf8'),
    signing: { keys: createSecrets().signingKeys },
    http: { port: 0 },
    log: { level: 'silent' },
  });
});
afterAll(async () => {
  process.env.NODE_ENV = NODE_ENV;
  await gateway?.stop();
});

const ask = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test.each([
  ['introspection', '{ __schema { types { name } } }'],
  ['introspection of one type', '{ __type(name: "Article") { name } }'],
  ['the SDL of subgraphs', '{ _service { sdl } }'],
  ['entities', '{ _entities(representations: [{ __typename: "User", id: "1" }]) { __typename } }'],
])('npm start in production answers no %s', async (_, query) => {
  const { status, text } = await ask(query);
  expect([status, text]).toEqual([400, expect.not.stringContaining('"data"')]);
});

test('npm start in production has no page, and none that settings or people can be read from', async () => {
  for (const path of [
    '/',
    '/graphql',
    '/settings.json',
    '/playground.json',
    '/assets/',
    '/metrics',
    '/dev/inbox',
  ]) {
    const response = await fetch(new URL(path, gateway.url), { headers: { accept: 'text/html,*/*' } });
    const type = response.headers.get('content-type');
    expect([path, type, await response.text()]).toEqual([
      path,
      expect.not.stringContaining('html'),
      expect.not.stringMatching(/nutgraf\.example|nutgraf-demo|persona/i),
    ]);
  }
});

test('npm start in production tells no plan', async () => {
  const query = '{ articles(first: 1) { nodes { title } } }';
  const { text } = await ask(query, { 'nutgraf-query-plan': 'true' });
  expect(text).not.toMatch(/queryPlan|Fetch/);
});

test('npm start in production suggests nothing and tells nothing of its inside', async () => {
  const queries = [
    '{ artcles(first: 1) { nodes { title } } }',
    '{ articles(frist: 1) { nodes { titel } } }',
    '{',
    '{ articles(first: 1) { nodes { title } } }',
  ];
  for (const query of queries) {
    const { text } = await ask(query);
    expect(text).toContain('"errors"');
    expect(text).not.toMatch(/did you mean|stack|127\.0\.0\.1|ECONNREFUSED|node_modules/i);
  }
});

test('npm start in production lets no page of another origin ask, those of development neither', async () => {
  for (const origin of ['http://localhost:5173', 'http://127.0.0.1:3000', 'null']) {
    const { headers } = await ask('{ __typename }', { origin });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('npm start in production takes sessions from cookies for https alone', async () => {
  const { headers } = await ask('{ __typename }', { cookie: '__Host-nutgraf_access=expired' });
  expect(headers.get('www-authenticate')).toContain('invalid_token');
  const plain = await ask('{ __typename }', { cookie: 'nutgraf_access=expired' });
  expect(plain.headers.get('www-authenticate')).toBeNull();
});
