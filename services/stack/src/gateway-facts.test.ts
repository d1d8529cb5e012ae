import { parse } from 'yaml';

import { gatewayConfig } from './gateway-config';
import { gatewayFacts } from './gateway-facts';
import { portsFrom } from './ports';

interface WrittenConfig {
  readonly http: { readonly trustedProxies: number };
  readonly identity: { readonly jwt: { readonly cookie: string } };
  readonly cors?: { readonly origins: readonly string[] };
  readonly trustedDocuments: { readonly mode: string; readonly manifests: readonly string[] };
  readonly playground: { readonly enabled?: boolean; readonly personas?: readonly object[] };
}

const written = (env: NodeJS.ProcessEnv, demoData = true) =>
  parse(gatewayConfig({ ...gatewayFacts(portsFrom(4000), demoData, env), hasRedis: false })) as WrittenConfig;

test('a developer finds people to sign in as, examples, and a graph that pages on localhost may ask', () => {
  const { playground, cors, identity } = written({});
  expect(playground).toMatchObject({
    personas: expect.arrayContaining([expect.objectContaining({ name: 'Milo Member' })]) as unknown,
    tabs: expect.arrayContaining([expect.objectContaining({ persona: 'Milo Member' })]) as unknown,
  });
  expect(cors?.origins).toContain('http://localhost:5173');
  expect(identity.jwt.cookie).toBe('nutgraf_access');
});

test('without demo data nobody is there to sign in as, and the examples stay', () => {
  const { playground } = written({}, false);
  expect(playground).toMatchObject({ personas: [], tabs: expect.any(Array) as unknown });
  expect(JSON.stringify(playground)).not.toContain('"persona"');
});

test('in production there is no playground, no foreign page may ask, and cookies are for https only', () => {
  const config = written({ NODE_ENV: 'production' }, false);
  expect(config.playground).toEqual({ enabled: false });
  expect(config.cors).toBeUndefined();
  expect(config.identity.jwt.cookie).toBe('__Host-nutgraf_access');
  expect(written({ NODE_ENV: 'production', COOKIE_SECURE: 'false' }).identity.jwt.cookie).toBe(
    'nutgraf_access',
  );
});

test('the documents of the typed client are known, and those of other clients can be named', () => {
  expect(written({}).trustedDocuments.mode).toBe('off');
  const env = { TRUSTED_DOCUMENTS: 'enforce', TRUSTED_DOCUMENTS_MANIFESTS: '/app/a.json, /app/b.json' };
  const { mode, manifests } = written(env).trustedDocuments;
  expect(mode).toBe('enforce');
  expect(manifests).toEqual([
    expect.stringMatching(/persisted-documents\.json$/),
    '/app/a.json',
    '/app/b.json',
  ]);
});

test('clients are told apart by their connections, or as the proxies in front say', () => {
  expect(written({}).http).toEqual({ trustedProxies: 0 });
  expect(written({ TRUSTED_PROXIES: '2' }).http).toEqual({ trustedProxies: 2 });
});

test('administrators can be left out of what is enforced', () => {
  const { trustedDocuments } = written({ TRUSTED_DOCUMENTS: 'enforce-except-staff' });
  const allowUnknownFor = { scopes: ['admin:accounts'] };
  expect(trustedDocuments).toMatchObject({ mode: 'enforce', allowUnknownFor });
  expect(written({ TRUSTED_DOCUMENTS: 'enforce' }).trustedDocuments).not.toHaveProperty('allowUnknownFor');
});

test.each([
  { TRUSTED_DOCUMENTS: 'on' },
  { TRUSTED_DOCUMENTS: 'constructor' },
  { COOKIE_SECURE: 'perhaps' },
  { CORS_ORIGINS: '*' },
  { TRUSTED_PROXIES: 'one' },
])('%j is refused by name', (env) => {
  expect(() => written(env)).toThrow(Object.keys(env)[0]);
});
