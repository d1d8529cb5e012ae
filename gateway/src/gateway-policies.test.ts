import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults } from './http/fixtures/client';
import { eventually } from './http/fixtures/eventually';
import { audience, startIssuer } from './http/fixtures/issuer';
import { compose, startSubgraph } from './http/fixtures/subgraph';
import { type DecidePolicies, type PolicyQuestion } from './operation/policies/decide-policies';

const cleanup = new Cleanup();
afterEach(cleanup.run);
afterEach(() => jest.restoreAllMocks());

const types = `
  type Query { open: Int  one: Int @policy(policies: [["p"]])  both: Int @policy(policies: [["p", "q"], ["r"]])  vault: Vault }
  type Mutation { burn: Int @policy(policies: [["p"]]) }
  type Vault @policy(policies: [["vault"]]) { gold: Int }`;

async function start(settings: Partial<GatewayOptions> = {}) {
  const lines: string[] = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const issuer = cleanup.add(await startIssuer());
  const Query = { open: () => 0, one: () => 1, both: () => 2, vault: () => ({ gold: 3 }) };
  const subgraph = cleanup.add(await startSubgraph('bank', types, { Query, Mutation: { burn: () => 4 } }));
  const gateway = cleanup.add(
    await createGateway({
      supergraph: compose([subgraph]),
      http: { port: 0 },
      log: { level: 'warn' },
      identity: { jwt: { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience } },
      ...settings,
    }),
  );
  const askAs = async (claims: Record<string, unknown> | null, query: string) =>
    ask(gateway.url, query, {
      headers: claims === null ? {} : { authorization: `Bearer ${await issuer.sign(claims)}` },
    });
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { subgraph, askAs, gateway, logged };
}

/** A function that says that these hold, and remembers what it was asked. */
function deciding(held: readonly string[]) {
  const questions: PolicyQuestion[] = [];
  const decidePolicies: DecidePolicies = (question) => {
    questions.push(question);
    return held;
  };
  return { questions, decidePolicies };
}

describe('a function that decides', () => {
  it('is asked once for an operation, what it demands and who asks, before anything is fetched', async () => {
    const { questions, decidePolicies } = deciding(['p']);
    const requestsThen: number[] = [];
    const { subgraph, askAs } = await start({
      decidePolicies: (question) => {
        requestsThen.push(subgraph.requests.length);
        return decidePolicies(question);
      },
    });
    const answer = await askAs({ scope: 'a' }, 'query Q { one a: one both vault { gold } }');
    expect(answer.data).toEqual({ one: 1, a: 1, both: null, vault: null });
    expect(faults(answer)).toEqual(['FORBIDDEN both', 'FORBIDDEN vault']);
    expect(subgraph.requests.at(-1)?.body).not.toMatch(/both|gold/);
    expect(requestsThen).toEqual([0]);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toMatchObject({
      policies: ['p', 'q', 'r', 'vault'],
      claims: { sub: 'acc_1', scope: 'a' },
      request: { operationName: 'Q', address: '127.0.0.1', headers: { host: expect.any(String) as string } },
    });
  });

  it('is asked anew for each request, and not for operations that demand no policy', async () => {
    const { questions, decidePolicies } = deciding(['r']);
    const { askAs } = await start({ decidePolicies });
    await askAs(null, '{ open }');
    expect(questions).toHaveLength(0);
    await askAs(null, '{ both }');
    const again = await askAs(null, '{ both }');
    expect([again.data, questions.length, questions[0]?.claims]).toEqual([{ both: 2 }, 2, undefined]);
  });

  it('may answer late, and with a Set', async () => {
    const decidePolicies = () =>
      new Promise<Set<string>>((ready) => setImmediate(ready, new Set(['p', 'q'])));
    const { askAs } = await start({ decidePolicies });
    expect((await askAs(null, '{ one both }')).data).toEqual({ one: 1, both: 2 });
  });

  it('makes views that are never shared by callers for whom other policies hold', async () => {
    const { askAs } = await start({ decidePolicies: ({ claims }) => String(claims?.scope ?? '').split(' ') });
    const scopes = ['p', 'r', null, 'p q', 'q', 'vault', 'r', 'p'];
    const answers = await Promise.all(
      scopes.map((scope) => askAs(scope === null ? null : { scope }, '{ one both vault { gold } }')),
    );
    const seen = (one: number | null, both: number | null, gold: number | null = null) => ({
      one,
      both,
      vault: gold === null ? null : { gold },
    });
    expect(answers.map(({ data }) => data)).toEqual([
      seen(1, null),
      seen(null, 2),
      seen(null, null),
      seen(1, 2),
      seen(null, null),
      seen(null, null, 3),
      seen(null, 2),
      seen(1, null),
    ]);
  });

  it.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret'))],
    ['answers nothing', () => undefined],
    ['answers true', () => true],
    ['answers a text', () => 'p'],
    ['answers an object', () => ({ p: true })],
    ['answers what are no names', () => ['p', 1]],
    ['never answers', () => new Promise(() => undefined)],
  ])('that %s lets nobody pass, and is logged', async (_, decide) => {
    const { subgraph, askAs, logged } = await start({
      decidePolicies: decide as DecidePolicies,
      authorization: { policyTimeoutMs: 50 },
    });
    const answer = await askAs(null, '{ open one }');
    expect([answer.status, answer.data, faults(answer)]).toEqual([
      200,
      { open: 0, one: null },
      ['FORBIDDEN one'],
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(subgraph.requests).toHaveLength(1);
    expect(logged()).toMatchObject([
      { msg: 'policies could not be decided, so none of them holds', policies: ['p'] },
    ]);
  });

  it('is given no more time than the operation has, and told when nobody waits any more', async () => {
    const signals: AbortSignal[] = [];
    const { askAs, subgraph } = await start({
      decidePolicies: ({ signal }) => new Promise(() => signals.push(signal)),
      authorization: { policyTimeoutMs: 60_000 },
      traffic: { deadlineMs: 100 },
    });
    // Its planning may take all the time there is.
    const answer = await eventually(
      () => askAs(null, 'mutation { burn }'),
      ({ data }) => data !== undefined,
    );
    expect([answer.data, faults(answer)]).toEqual([{ burn: null }, ['FORBIDDEN burn']]);
    expect([subgraph.requests.length, signals[0]?.aborted]).toEqual([0, true]);
  });

  it('can refuse the whole operation', async () => {
    const { subgraph, askAs } = await start({
      decidePolicies: () => [],
      authorization: { onRefusal: 'reject' },
    });
    const answer = await askAs(null, '{ open one }');
    expect([answer.status, faults(answer), subgraph.requests.length]).toEqual([403, ['FORBIDDEN'], 0]);
  });
});

describe('policies in the config', () => {
  const policies = {
    p: { scopes: ['a', 'b'] },
    r: [{ claims: { plan: 'gold', verified: true } }, { claims: { groups: 'staff' }, scopes: ['a'] }],
  };
  const query = '{ one both }';

  it.each<[string, Record<string, unknown> | null, unknown]>([
    ['nobody', null, { one: null, both: null }],
    ['one of two scopes', { scope: 'a' }, { one: null, both: null }],
    ['all scopes', { scope: 'b a' }, { one: 1, both: null }],
    ['all claims', { plan: 'gold', verified: true }, { one: null, both: 2 }],
    ['claims of another type', { plan: 'gold', verified: 'true' }, { one: null, both: null }],
    ['a value in a list, and a scope', { groups: ['x', 'staff'], scope: 'a' }, { one: null, both: 2 }],
    ['a value in a list without the scope', { groups: ['x', 'staff'] }, { one: null, both: null }],
  ])('%s', async (_, claims, data) => {
    const { askAs } = await start({ authorization: { policies } });
    expect((await askAs(claims, query)).data).toEqual(data);
  });

  it('leave the others to a function', async () => {
    const { questions, decidePolicies } = deciding(['p', 'q']);
    const { askAs } = await start({ authorization: { policies }, decidePolicies });
    expect((await askAs({ scope: 'x' }, query)).data).toEqual({ one: null, both: null });
    expect(questions.map(({ policies: asked }) => asked)).toEqual([['q']]);
  });

  it.each<[unknown, string]>([
    [{ p: {} }, 'expected scopes, claims, or both'],
    [{ p: [] }, 'authorization.policies.p'],
    [{ p: { scopes: 'a' } }, 'authorization.policies.p'],
    [{ p: { claims: {} } }, 'authorization.policies.p'],
    [{ p: { scope: ['a'] } }, 'authorization.policies.p'],
  ])('%j stop the gateway', async (wrong, message) => {
    await expect(start({ authorization: { policies: wrong as never } })).rejects.toThrow(message);
  });

  it('that leave fields to nobody are told at start, by number and name', async () => {
    const { gateway, logged, subgraph } = await start({
      authorization: { policies: { p: { scopes: ['a'] } } },
    });
    const closed = {
      msg: expect.stringMatching(/closed by policies that nobody decides/) as string,
      // `both`, `vault` and what is in it.
      fields: 3,
      policies: ['q', 'r', 'vault'],
    };
    expect(logged()).toMatchObject([closed]);
    await gateway.reload(compose([subgraph]));
    expect(logged()).toMatchObject([closed, closed]);
  });

  it('are nothing to tell of where all are decided, or there are none', async () => {
    const { logged } = await start({ decidePolicies: () => [] });
    expect(logged()).toEqual([]);
  });
});

describe('a policy module', () => {
  let folder: string;
  beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'nutgraf-policies-'))));
  afterAll(() => rm(folder, { recursive: true }));
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it.each([
    ['plain.js', 'module.exports = ({ policies }) => policies.filter((name) => name === "p");'],
    ['default.js', 'exports.default = async () => ["p"];'],
  ])('decides: %s', async (name, text) => {
    const { askAs } = await start({ authorization: { policyModule: await write(name, text) } });
    expect((await askAs(null, '{ one both }')).data).toEqual({ one: 1, both: null });
  });

  it.each<[string, string, string]>([
    ['of no function', 'module.exports = { default: 1 };', 'must have a function as its default export'],
    ['that is no JavaScript', 'module.exports = (', 'cannot be loaded'],
    ['that throws', 'throw new Error("no database");', 'cannot be loaded: no database'],
  ])('%s stops the gateway', async (_, text, message) => {
    const policyModule = await write(`wrong-${message.length}-${text.length}.js`, text);
    await expect(start({ authorization: { policyModule } })).rejects.toThrow(message);
  });

  it('that is not there stops the gateway, and so does a second function', async () => {
    const missing = join(folder, 'missing.js');
    await expect(start({ authorization: { policyModule: missing } })).rejects.toThrow('cannot be loaded');
    const policyModule = await write('fine.js', 'module.exports = () => [];');
    await expect(start({ authorization: { policyModule }, decidePolicies: () => [] })).rejects.toThrow(
      'not both',
    );
  });
});
