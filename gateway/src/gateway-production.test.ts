import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, send } from './http/fixtures/client';
import { startLibrary } from './http/fixtures/library';
import { compose } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
const { NODE_ENV } = process.env;
beforeEach(() => (process.env.NODE_ENV = 'production'));
afterEach(async () => {
  process.env.NODE_ENV = NODE_ENV;
  jest.restoreAllMocks();
  await cleanup.run();
});

async function start(settings: Omit<GatewayOptions, 'supergraph'> = {}) {
  const supergraph = compose(await startLibrary(cleanup));
  return cleanup.add(
    await createGateway({ http: { port: 0 }, log: { level: 'silent' }, supergraph, ...settings }),
  );
}

describe('with NODE_ENV=production and no settings', () => {
  it.each([
    ['introspection', '{ __schema { types { name } } }', 'Introspection is turned off here'],
    ['introspection of one type', '{ __type(name: "Book") { name } }', 'Introspection is turned off here'],
    ['the SDL of subgraphs', '{ _service { sdl } }', 'Cannot query field "_service" on type "Query".'],
    ['entities', '{ _entities(representations: []) { __typename } }', 'Cannot query field "_entities" on'],
  ])('there is no %s', async (_, query, message) => {
    const { status, data, errors } = await ask((await start()).url, query);
    expect([status, data]).toEqual([400, undefined]);
    expect(errors?.[0]?.message).toContain(message);
  });

  it.each([
    ['a field', '{ bok(id: 1) { title } }'],
    ['an argument', '{ book(id: 1, idd: 1) { title } }'],
    ['an enum value', '{ echo(color: REDD) }'],
    ['a type', '{ book(id: 1) { ... on Boook { title } } }'],
  ])('nothing is suggested for %s that is misspelt', async (_, query) => {
    const { errors } = await ask((await start()).url, query);
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  it('there is no playground, for browsers neither', async () => {
    const { url } = await start();
    for (const path of ['/', '/graphql', '/playground.json', '/settings.json']) {
      const response = await fetch(new URL(path, url), { headers: { accept: 'text/html' } });
      const text = await response.text();
      expect([path, response.headers.get('content-type')]).not.toEqual([
        path,
        expect.stringContaining('html'),
      ]);
      expect(text).not.toMatch(/graphiql|persona/i);
    }
  });

  it('personas are refused', async () => {
    const signIn = { document: '{ book(id: 1) { title } }', tokenPath: 'a' };
    const started = start({ playground: { enabled: true, signIn, personas: [{ name: 'Milo' }] } });
    await expect(started).rejects.toThrow('"playground.personas" is wrong: anyone could sign in as them');
  });

  it('nobody is told a plan', async () => {
    const headers = { 'nutgraf-query-plan': 'true' };
    const { data, extensions } = await ask((await start()).url, '{ echo }', { headers });
    expect([data, extensions]).toEqual([{ echo: '{"color":"RED"}' }, undefined]);
  });

  it('no error tells where in the code it came from', async () => {
    const plugin = {
      requestDidStart: () => Promise.reject(new Error('from the inside')),
    };
    const { url } = await start({ plugins: [plugin] });
    const bodies = [
      '{',
      '[]',
      '{"query":"{"}',
      '{"query":"{ echo }"}',
      '{"query":"{ nowhere }"}',
      '{"query":5}',
    ];
    for (const body of bodies) {
      const { errors } = await send(url, { body, headers: { 'content-type': 'application/json' } });
      expect(errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toMatch(/stack|from the inside|node_modules|\.[jt]s\b/i);
    }
  });

  it('pages of other origins may not ask', async () => {
    const { url } = await start();
    const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' };
    const preflight = await fetch(url, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask(url, '{ echo }', { headers })).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('what is on is said in five lines, though less is logged', async () => {
    const lines: string[] = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    await start({ log: { level: 'warn' } });
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toHaveLength(5);
    expect(messages[1]).toMatch(/introspection off; playground off; plans for clients off/);
  });
});

it('elsewhere the five lines are as loud as the log', async () => {
  process.env.NODE_ENV = NODE_ENV;
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await start({ log: { level: 'warn' } });
  expect(write).not.toHaveBeenCalled();
});
