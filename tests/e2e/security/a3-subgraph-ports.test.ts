import { randomBytes } from 'node:crypto';
import { headers as names } from '@nutgraf/contract/headers';
import { encodeClientFacts } from '@nutgraf/contract/client-facts';
import { encodeIdentity, serviceClaims } from '@nutgraf/contract/identity';
import { signRequest, type SigningKey } from '@nutgraf/contract/signature';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { byService, serviceNames, type ServiceName } from '@nutgraf/stack/service-names';
import { createSecrets } from '../../support/secrets';
import { TestService } from '../../support/test-service';

const [current, next, removed] = ['current', 'next', 'removed'].map((id): SigningKey => ({
  id,
  secret: randomBytes(32),
})) as [SigningKey, SigningKey, SigningKey];
const environmentForm = ({ id, secret }: SigningKey) => `${id}:${secret.toString('base64')}`;
const secrets = { ...createSecrets(), signingKeys: [current, next].map(environmentForm).join(',') };

let services: Readonly<Record<ServiceName, TestService>>;
beforeAll(async () => {
  const create = (name: ServiceName) => TestService.create(name, secrets);
  const [users, content, billing] = await Promise.all([
    create('users'),
    create('content'),
    create('billing'),
  ]);
  services = { users, content, billing };
  for (const name of serviceNames) await services[name].start();
});
afterAll(async () => {
  for (const name of serviceNames) await services[name][Symbol.asyncDispose]();
});

/** What is on the wire, and what of it was signed. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly audience: string;
  readonly identity: string;
  readonly client: string;
  readonly body: string;
}

const graphql = (query: string) => ({ method: 'POST', path: '/graphql', body: JSON.stringify({ query }) });
const requests: Readonly<Record<string, Pick<Sent, 'method' | 'path' | 'body'>>> = {
  'a query': graphql('{ __typename }'),
  'a mutation': graphql('mutation { __typename }'),
  _service: graphql('{ _service { sdl } }'),
  _entities: graphql('{ _entities(representations: [{ __typename: "User", id: "usr_1" }]) { __typename } }'),
  '101 representations': {
    method: 'POST',
    path: '/graphql',
    body: JSON.stringify({
      query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      variables: { r: Array.from({ length: 101 }, () => ({ __typename: 'User', id: 'usr_1' })) },
    }),
  },
  introspection: graphql('{ __schema { types { name } } }'),
  'a batch': {
    method: 'POST',
    path: '/graphql',
    body: '[{"query":"{ __typename }"},{"query":"{ __typename }"}]',
  },
  'no JSON': { method: 'POST', path: '/graphql', body: '{' },
  'a GET': { method: 'GET', path: '/graphql?query=%7B__typename%7D', body: '' },
  'a PUT': { method: 'PUT', path: '/graphql', body: '{}' },
};
/** Whose answer to who may ask is not the same as for an operation. */
const internal: Readonly<Record<ServiceName, typeof requests>> = {
  users: { 'the event feed': { method: 'GET', path: '/internal/events?after=0', body: '' } },
  content: {},
  billing: {
    'the event feed': { method: 'GET', path: '/internal/events?after=0', body: '' },
    'the question for entitlements': {
      method: 'POST',
      path: '/internal/entitlements',
      body: '{"accountIds":[]}',
    },
  },
};

const member = encodeIdentity({ sub: personaEntry('member').accountId });
const admin = encodeIdentity({ sub: personaEntry('admin').accountId, scope: 'admin:billing' });
const here = encodeClientFacts({ address: '192.0.2.1', userAgent: null });
const elsewhere = encodeClientFacts({ address: '192.0.2.2', userAgent: null });

/** A signature over what is sent, but for the changes. */
function signed(sent: Sent, changes: Partial<Sent> = {}, key = current, atMs = Date.now()): string {
  return signRequest({ ...sent, ...changes }, key, atMs);
}

/** Each gives a signature header that must not count; `undefined` sends none. */
const forgeries: Readonly<Record<string, (sent: Sent) => string | undefined>> = {
  'no signature': () => undefined,
  'an empty signature': () => '',
  'a signature that is none': () => 'v1;current;0;n;AAAA',
  'another version': (sent) => signed(sent).replace('v1', 'v2'),
  'something behind the signature': (sent) => `${signed(sent)};more`,
  'two signatures': (sent) => `${signed(sent)}, ${signed(sent)}`,
  'another body': (sent) => signed(sent, { body: `${sent.body} ` }),
  'another identity': (sent) => signed(sent, { identity: admin }),
  'an identity for none': (sent) => signed(sent, { identity: '' }),
  'other facts of the client': (sent) => signed(sent, { client: elsewhere }),
  'another path': (sent) => signed(sent, { path: `${sent.path}/` }),
  'another method': (sent) => signed(sent, { method: 'PATCH' }),
  'another service': (sent) =>
    signed(sent, { audience: serviceNames.find((name) => name !== sent.audience) ?? '' }),
  'a time 31 s ago': (sent) => signed(sent, {}, current, Date.now() - 31_000),
  'a time 45 s ahead': (sent) => signed(sent, {}, current, Date.now() + 45_000),
  'a time that was changed': (sent) => signed(sent).replace(/;\d+;/, `;${Date.now() + 1};`),
  'another nonce': (sent) => signed(sent).replace(/(;\d+;)[^;]+/, '$1AAAAAAAAAAAAAAAAAAAAAA'),
  'a key nobody knows': (sent) => signed(sent, {}, { ...current, id: 'unknown' }),
  'a key by the name of another': (sent) => signed(sent, {}, { ...current, id: next.id }),
  'another key by the same name': (sent) => signed(sent, {}, { ...current, secret: randomBytes(32) }),
  'a key that was taken out': (sent) => signed(sent, {}, removed),
};

async function send(sent: Sent, signature: string | undefined): Promise<{ status: number; text: string }> {
  const response = await fetch(`${services[sent.audience as ServiceName].url}${sent.path}`, {
    method: sent.method,
    headers: {
      'content-type': 'application/json',
      [names.identity]: sent.identity,
      [names.client]: sent.client,
      ...(signature !== undefined && { [names.signature]: signature }),
    },
    ...(sent.method !== 'GET' && { body: sent.body }),
  });
  return { status: response.status, text: await response.text() };
}

const allOf = (name: ServiceName) => Object.entries({ ...requests, ...internal[name] });
const refusal = byService((name) =>
  JSON.stringify({
    errors: [
      {
        message: `The ${name} service answers only requests signed by the gateway. Send this one to the graph.`,
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ],
  }),
);

describe.each(serviceNames)('A3: the port of %s', (name) => {
  test.each(Object.keys(forgeries))('answers 401 to everything that comes with %s', async (kind) => {
    const forge = forgeries[kind]!;
    for (const [what, request] of allOf(name)) {
      const sent = { ...request, audience: name, identity: member, client: here };
      expect({ what, ...(await send(sent, forge(sent))) }).toEqual({
        what,
        status: 401,
        text: refusal[name],
      });
    }
  });

  test('counts a signature once, however many come with it at the same time', async () => {
    for (const [what, request] of allOf(name)) {
      const sent = {
        ...request,
        audience: name,
        identity: encodeIdentity(serviceClaims('content')),
        client: here,
      };
      const signature = signed(sent);
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(sent, signature)));
      const refused = answers.filter(({ status }) => status === 401);
      expect({ what, refused: refused.length }).toEqual({ what, refused: 19 });
      expect(await send(sent, signature)).toEqual({ status: 401, text: refusal[name] });
    }
  });

  test.each([
    ['25 s ago', current, -25_000],
    ['25 s ahead', current, 25_000],
    ['now, by the key that is to come', next, 0],
  ])('accepts what was signed %s', async (_when, key, distanceMs) => {
    const sent = { ...requests['a query']!, audience: name, identity: member, client: here };
    const answer = await send(sent, signed(sent, {}, key, Date.now() + distanceMs));
    expect(answer).toEqual({ status: 200, text: expect.stringContaining('"Query"') as string });
  });

  test('has only POST for operations, also for who may ask', async () => {
    for (const what of ['a GET', 'a PUT']) {
      const sent = { ...requests[what]!, audience: name, identity: member, client: here };
      expect(await send(sent, signed(sent))).toEqual({ status: 405, text: '{"error":"Use POST."}' });
    }
  });

  test('keeps its internal routes from people, the gateway’s word included', async () => {
    for (const [what, request] of Object.entries(internal[name])) {
      const sent = { ...request, audience: name, identity: admin, client: here };
      expect({ what, ...(await send(sent, signed(sent))) }).toMatchObject({ what, status: 403 });
    }
  });
});
