import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults } from './http/fixtures/client';
import { eventually } from './http/fixtures/eventually';
import { ended, plannersOf } from './http/fixtures/planners';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

/** A query that doubles with each of its fragments. */
const endless = `{ a { ...F0 } } ${Array.from({ length: 24 }, (_, index) => {
  const next = index === 23 ? 'x' : `...F${index + 1}`;
  return `fragment F${index} on A { a { ${next} } b${index}: a { ${next} } }`;
}).join(' ')}`;

async function start(settings: Partial<GatewayOptions> = {}) {
  const types = 'type Query { a: A } type A { a: A x: Int }';
  const subgraph = cleanup.add(await startSubgraph('one', types, { Query: { a: () => ({ x: 1 }) } }));
  const anything = 1_000_000_000;
  const limits = { planningMs: 500, selections: anything, depth: anything, aliases: anything };
  const cost = { maximum: Number.MAX_SAFE_INTEGER };
  const log = { level: 'silent' } as const;
  return cleanup.add(
    await createGateway({
      supergraph: compose([subgraph]),
      http: { port: 0 },
      limits,
      cost,
      log,
      ...settings,
    }),
  );
}

it('an operation that takes too long to plan is refused, and others are answered meanwhile', async () => {
  const { url } = await start();
  const refused = ask(url, endless);
  expect((await ask(url, '{ a { x } }')).data).toEqual({ a: { x: 1 } });
  const { status, errors } = await refused;
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    {
      message: 'This operation takes too long to plan; ask for it in parts.',
      extensions: { code: 'OPERATION_LIMIT_EXCEEDED' },
    },
  ]);
  expect((await ask(url, '{ a { y: x } }')).data).toEqual({ a: { y: 1 } });
});

it('an operation whose time is over before it has a plan is answered by then, and the plan is made all the same', async () => {
  const { url } = await start({ traffic: { deadlineMs: 100 } });
  const { status, errors } = await ask(url, endless);
  expect(status).toBe(504);
  expect(errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
  // Its own plan, and on a busy machine its fetch, may be late too; but it is made, and then there is time.
  const other = await eventually(
    () => ask(url, '{ a { x } }'),
    (answer) => answer.status === 200 && answer.errors === undefined,
  );
  expect(other.data).toEqual({ a: { x: 1 } });
});

it('an operation that was refused for its planning is not tried again at once', async () => {
  const { url } = await start();
  await ask(url, endless);
  const survivors = plannersOf(process.pid);
  expect(faults(await ask(url, endless))).toEqual(['OPERATION_LIMIT_EXCEEDED']);
  expect(plannersOf(process.pid)).toEqual(survivors);
});

it('a gateway outlives its planners, and takes them with it when it stops', async () => {
  const gateway = await start();
  for (const pid of plannersOf(process.pid)) process.kill(pid, 'SIGKILL');
  expect((await ask(gateway.url, '{ a { x } }')).data).toEqual({ a: { x: 1 } });
  expect(plannersOf(process.pid)).toHaveLength(1);
  const planners = plannersOf(process.pid);
  await gateway.stop();
  await Promise.all(planners.map(ended));
});

it('shows the plan to who asks for it, where that is allowed', async () => {
  const headers = { 'nutgraf-query-plan': 'true' };
  const { url } = await start({ plan: { expose: true } });
  const { data, extensions } = await ask(url, '{ a { x } }', { headers });
  expect(data).toEqual({ a: { x: 1 } });
  expect(extensions).toEqual({
    queryPlan: {
      text: expect.stringContaining('Fetch(service: "one")') as string,
      requests: [
        {
          subgraph: 'one',
          startMs: expect.any(Number) as number,
          durationMs: expect.any(Number) as number,
          status: 200,
          requestBytes: Buffer.byteLength('{"query":"{a{x}}","variables":{}}'),
          responseBytes: Buffer.byteLength('{"data":{"a":{"x":1}}}'),
        },
      ],
    },
  });
  expect((await ask(url, '{ a { x } }')).extensions).toBeUndefined();

  const closed = await start({ plan: { expose: false } });
  expect((await ask(closed.url, '{ a { x } }', { headers })).extensions).toBeUndefined();
});

it.each([
  [[], 'old'],
  [['moving'], 'new'],
])('with the labels %j active a field comes from the %s subgraph', async (overrideLabels, from) => {
  const before = cleanup.add(
    await startSubgraph('before', 'type Query { x: String other: Int }', { Query: { x: () => 'old' } }),
  );
  const types = 'type Query { x: String @override(from: "before", label: "moving") }';
  const after = cleanup.add(await startSubgraph('after', types, { Query: { x: () => 'new' } }));
  const { url } = await start({ supergraph: compose([before, after]), plan: { overrideLabels } });
  expect((await ask(url, '{ x }')).data).toEqual({ x: from });
});
