import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { faults, send } from './http/fixtures/client';
import { audience, startIssuer } from './http/fixtures/issuer';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';
import { Planner } from './plan/planner';

const cleanup = new Cleanup();
let folder: string;
let manifests: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nutgraf-staff-'));
  manifests = [join(folder, 'manifest.json')];
  await writeFile(manifests[0]!, JSON.stringify({ [hashOf(named)]: named }));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(cleanup.run);
afterEach(() => jest.restoreAllMocks());

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const named = 'query Book($id: ID!) { book(id: $id) { title } }';
const extensionsOf = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
const variables = { id: '7' };
const title = { book: { title: 'Title 7' } };
const query = 'query Other { book(id: "7") { title } }';
const signIn = 'mutation PlaygroundSignIn { rename(id: "7", title: "token") { title } }';

async function startForStaff(settings: Partial<GatewayOptions> = {}) {
  const [books, people] = await startLibrary(cleanup);
  const issuer = cleanup.add(await startIssuer());
  const plans = jest.spyOn(Planner.prototype, 'plan');
  const { url } = cleanup.add(
    await createGateway({
      supergraph: compose([books, people]),
      http: { port: 0 },
      log: { level: 'silent' },
      identity: { jwt: { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience } },
      trustedDocuments: { mode: 'enforce', manifests, allowUnknownFor: { scopes: ['docs:any', 'admin'] } },
      playground: { enabled: true, signIn: { document: signIn, tokenPath: 'rename.title' } },
      ...settings,
    }),
  );
  const json = { 'content-type': 'application/json' };
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    send(url, { body: JSON.stringify(body), headers: { ...json, ...headers } });
  const get = (parameters: Record<string, string>) =>
    send(`${url}?${new URLSearchParams(parameters).toString()}`, { method: 'GET', headers: json });
  const bearer = async (scope: string) => ({ authorization: `Bearer ${await issuer.sign({ scope })}` });
  return { books, issuer, plans, post, get, bearer };
}

describe('where unknown documents are for staff', () => {
  it('any document is served to who holds one of the scopes, and each time logged with who it was', async () => {
    const lines: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const { post, bearer } = await startForStaff({ log: { level: 'warn' } });
    for (const scope of ['admin x', 'docs:any']) {
      expect((await post({ query }, await bearer(scope))).data).toEqual(title);
    }
    const introspection = await post({ query: getIntrospectionQuery() }, await bearer('admin'));
    expect(introspection.data).toHaveProperty('__schema');
    const logged = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const msg = 'document is in no manifest, and served to staff';
    const line = { msg, subject: 'acc_1', hash: hashOf(query), operations: ['Other'] };
    expect(logged).toMatchObject([line, line, { msg, operations: ['IntrospectionQuery'] }]);
  });

  it.each([
    ['what is not even GraphQL', '{ book('],
    ['what is too large', `{ ${'__typename '.repeat(3_000)} }`],
    ['another document', query],
  ])('%s is refused to everybody else before it is parsed', async (_, text) => {
    const { post, get, bearer, books, plans } = await startForStaff();
    const answers = [
      await post({ query: text }),
      await post({ query: text }, await bearer('adm')),
      await post({ query: text, extensions: extensionsOf(text) }, await bearer('x:admin')),
      ...(text.length < 8_000 ? [await get({ query: text })] : []),
    ];
    for (const answer of answers) {
      expect([answer.status, faults(answer)]).toEqual([400, ['PERSISTED_QUERY_REQUIRED']]);
    }
    expect([plans.mock.calls, books.requests]).toEqual([[], []]);
  });

  it('a token that does not count is told as ever', async () => {
    const { post, issuer } = await startForStaff();
    const expired = await issuer.sign({ scope: 'admin', exp: 1 });
    const answer = await post({ query }, { authorization: `Bearer ${expired}` });
    expect([answer.status, faults(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
  });

  it('what staff ask is registered for nobody', async () => {
    const { post, bearer } = await startForStaff();
    const served = await post({ query, extensions: extensionsOf(query) }, await bearer('admin'));
    expect(served.data).toEqual(title);
    for (const headers of [{}, await bearer('admin')]) {
      const answer = await post({ extensions: extensionsOf(query) }, headers);
      expect(faults(answer)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    }
    expect(faults(await post({ query }))).toEqual(['PERSISTED_QUERY_REQUIRED']);
  });

  it('limits hold for staff', async () => {
    const { post, bearer } = await startForStaff({ limits: { depth: 1 } });
    const answer = await post({ query }, await bearer('admin'));
    expect([answer.status, faults(answer)]).toEqual([400, ['OPERATION_LIMIT_EXCEEDED']]);
  });

  it('trusted documents need no scope, and one of them is how the playground signs in', async () => {
    const { post } = await startForStaff();
    expect((await post({ query: named, variables })).data).toEqual(title);
    expect((await post({ query: signIn })).data).toEqual({ rename: { title: 'token' } });
  });

  it.each<[string, Partial<GatewayOptions>, string]>([
    [
      'another mode',
      { trustedDocuments: { manifests: ['x'], mode: 'log', allowUnknownFor: { scopes: ['a'] } } },
      'the mode has to be enforce',
    ],
    ['no tokens', { identity: {} }, 'identity.jwt has to describe'],
    [
      'no scope',
      { trustedDocuments: { manifests: ['x'], mode: 'enforce', allowUnknownFor: { scopes: [] } } },
      'trustedDocuments.allowUnknownFor.scopes',
    ],
  ])('with %s it stops the gateway', async (_, settings, message) => {
    await expect(startForStaff(settings)).rejects.toThrow(message);
  });
});
