import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults } from './http/fixtures/client';
import { eventually } from './http/fixtures/eventually';
import { Latch } from './http/fixtures/latch';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

/** A subgraph whose field `slow` answers when the test says so. */
async function startSlow(name: string, more = '') {
  const arrived = new Latch();
  const released = new Latch();
  const slow = async () => {
    arrived.open();
    await released.opened;
    return name;
  };
  const types = `type Query { ${name}: String slow: String } ${more}`;
  const subgraph = cleanup.add(
    await startSubgraph(name, types, {
      Query: { [name]: () => name, slow },
      ...(more && { Mutation: { first: slow } }),
    }),
  );
  return { subgraph, arrived, released, supergraph: compose([subgraph]) };
}

async function start(options: GatewayOptions) {
  return cleanup.add(await createGateway({ http: { port: 0 }, log: { level: 'silent' }, ...options }));
}

describe('reload', () => {
  it('serves the new graph at once, while the old one finishes what it began', async () => {
    const [old, next] = [await startSlow('old'), await startSlow('next')];
    const gateway = await start({ supergraph: old.supergraph });
    const underWay = ask(gateway.url, '{ old slow }');
    await old.arrived.opened;

    await gateway.reload(next.supergraph);
    expect((await ask(gateway.url, '{ next }')).data).toEqual({ next: 'next' });
    expect(faults(await ask(gateway.url, '{ old }'))).toEqual(['GRAPHQL_VALIDATION_FAILED']);

    old.released.open();
    expect((await underWay).data).toEqual({ old: 'old', slow: 'old' });
  });

  it('refuses a broken graph by name and keeps the old one', async () => {
    const old = await startSlow('old');
    const gateway = await start({ supergraph: old.supergraph });
    await expect(gateway.reload('type Query { a: Int }')).rejects.toThrow(/supergraph/);
    await expect(gateway.reload({ file: '/no/such.graphql' })).rejects.toThrow(/\/no\/such\.graphql/);
    expect((await ask(gateway.url, '{ old }')).data).toEqual({ old: 'old' });
  });

  it('fails no request under load', async () => {
    const one = await startSlow('one');
    const gateway = await start({ supergraph: one.supergraph });
    let isOver = false;
    const client = async () => {
      const answers = [];
      while (!isOver) answers.push(await ask(gateway.url, '{ one }'));
      return answers;
    };
    const clients = Array.from({ length: 4 }, client);
    for (let count = 0; count < 20; count += 1) {
      await gateway.reload(one.supergraph);
      await ask(gateway.url, '{ one }');
    }
    isOver = true;
    const answers = (await Promise.all(clients)).flat();
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter(({ errors }) => errors)).toEqual([]);
  });
});

describe('stop', () => {
  it('lets answers under way finish and takes no more connections', async () => {
    const { arrived, released, supergraph } = await startSlow('one');
    const gateway = await start({ supergraph });
    const underWay = ask(gateway.url, '{ slow }');
    await arrived.opened;
    const stopped = gateway.stop();
    await expect(fetch(gateway.url)).rejects.toThrow();
    released.open();
    expect((await underWay).data).toEqual({ slow: 'one' });
    await stopped;
  });

  it('cuts off what does not finish in time', async () => {
    const { arrived, supergraph } = await startSlow('one');
    const gateway = await start({ supergraph });
    const underWay = ask(gateway.url, '{ slow }').catch(() => 'cut off');
    await arrived.opened;
    await gateway.stop({ graceMs: 1 });
    expect(await underWay).toBe('cut off');
  });

  it('tells those who ask for readiness first, and serves on until they had time to hear it', async () => {
    const { supergraph } = await startSlow('one');
    const gateway = await start({ supergraph });
    const ready = new URL('/ready', gateway.url);
    expect((await fetch(ready)).status).toBe(200);
    const stopped = gateway.stop({ noticeMs: 300 });
    const response = await fetch(ready);
    expect([response.status, await response.json()]).toEqual([503, { status: 'draining' }]);
    const { data, headers } = await ask(gateway.url, '{ one }');
    expect([data, headers.get('connection')]).toEqual([{ one: 'one' }, 'close']);
    await stopped;
  });

  it('may be called again', async () => {
    const { supergraph } = await startSlow('one');
    const gateway = await start({ supergraph });
    await Promise.all([gateway.stop(), gateway.stop()]);
    await gateway.stop();
  });
});

describe('time', () => {
  /** Asks until an answer comes of its subgraphs: the planning of the first may take all the time there is. */
  const askWhenPlanned = (url: string, query: string) =>
    eventually(
      () => ask(url, query),
      ({ data }) => data !== undefined,
    );

  it('a subgraph that hangs costs its timeout', async () => {
    const { supergraph } = await startSlow('one');
    const gateway = await start({ supergraph, subgraphs: { one: { timeoutMs: 50 } } });
    const answer = await ask(gateway.url, '{ slow }');
    expect([answer.data, faults(answer)]).toEqual([{ slow: null }, ['SUBREQUEST_TIMEOUT slow']]);
  });

  it('a whole operation costs its deadline at most', async () => {
    const { supergraph } = await startSlow('one');
    const gateway = await start({ supergraph, traffic: { deadlineMs: 50 } });
    expect((await askWhenPlanned(gateway.url, '{ slow }')).data).toEqual({ slow: null });
  });

  it('nothing more is asked once the deadline has passed', async () => {
    const { subgraph: one } = await startSlow('one', 'type Mutation { first: String }');
    const types = 'type Query { two: Int } type Mutation { second: String }';
    const two = cleanup.add(await startSubgraph('two', types, {}));
    const gateway = await start({ supergraph: compose([one, two]), traffic: { deadlineMs: 300 } });
    // A connection that stands would carry a request in no time.
    await ask(gateway.url, '{ two }');
    const answer = await askWhenPlanned(gateway.url, 'mutation { first second }');
    expect(faults(answer)).toEqual(['DEADLINE_EXCEEDED first', 'DEADLINE_EXCEEDED second']);
    expect(two.requests).toHaveLength(1);
  });

  it('a client that leaves ends the work', async () => {
    const { subgraph, arrived, supergraph } = await startSlow('one');
    const gateway = await start({ supergraph });
    const left = new AbortController();
    const body = JSON.stringify({ query: '{ slow }' });
    const headers = { 'content-type': 'application/json' };
    const asked = fetch(gateway.url, { method: 'POST', body, headers, signal: left.signal });
    await arrived.opened;
    left.abort();
    await expect(asked).rejects.toThrow();
    // The subgraph sees its connection close: it would otherwise wait for an answer that nobody reads.
    await subgraph.abandoned();
  });
});
