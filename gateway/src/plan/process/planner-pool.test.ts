import { PlanError, PlannerBusy, PlanTimeout } from '../plan-error';
import { PlannerPool } from './planner-pool';
import { PlannerDied } from './planner-process';

const supergraph = (types: string) => `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
  enum join__Graph { A @join__graph(name: "a", url: "") }
  ${types}`;
const graph = {
  id: 1,
  sdl: supergraph(`type Query @join__type(graph: A) { a: A } type A @join__type(graph: A) { a: A x: Int }`),
};
const request = (text: string) => ({ text, labels: [], percentage: 0 });

/** Doubles with each fragment. */
const slow = `{ a { ...F0 } } ${Array.from({ length: 24 }, (_, index) => {
  const next = index === 23 ? 'x' : `...F${index + 1}`;
  return `fragment F${index} on A { a { ${next} } b${index}: a { ${next} } }`;
}).join(' ')}`;
const cyclic = '{ a { ...F } } fragment F on A { a { ...F } }';

let pool: PlannerPool;
beforeEach(() => {
  pool = new PlannerPool({ planLimitMs: 500, maxWaiting: 3 });
});
afterEach(() => pool.close());

const planned = expect.objectContaining({
  node: expect.objectContaining({ kind: 'Fetch' }) as unknown,
}) as unknown;

test('one process serves those who ask one after the other', async () => {
  for (let count = 0; count < 3; count += 1) {
    expect(await pool.plan(graph, request(`{ a { x${count}: x } }`))).toEqual(planned);
  }
  expect(pool.pids).toHaveLength(1);
});

test('what the planner refuses costs no process', async () => {
  await pool.load(graph);
  const [pid] = pool.pids;
  await expect(pool.plan(graph, request('{ nowhere }'))).rejects.toThrow(PlanError);
  expect(pool.pids).toEqual([pid]);
});

test('a killed process is replaced, whether idle or at work', async () => {
  await pool.load(graph);
  const [idle] = pool.pids;
  process.kill(idle!, 'SIGKILL');
  expect(await pool.plan(graph, request('{ a { x } }'))).toEqual(planned);
  const planning = pool.plan(graph, request('{ a { y: x } }'));
  for (const pid of pool.pids) process.kill(pid, 'SIGKILL');
  expect(await planning).toEqual(planned);
  expect(pool.pids).not.toContain(idle);
});

test('an operation that ends the planner fails alone', async () => {
  const fatal = pool.plan(graph, request(cyclic));
  const others = ['x', 'y: x', 'z: x'].map((field) => pool.plan(graph, request(`{ a { ${field} } }`)));
  await expect(fatal).rejects.toThrow(PlannerDied);
  expect(await Promise.all(others)).toEqual([planned, planned, planned]);
});

test('an operation that would be planned for ever fails alone, and holds up nobody', async () => {
  let hasFailed = false;
  const endless = pool.plan(graph, request(slow)).finally(() => (hasFailed = true));
  endless.catch(() => undefined);
  expect(await pool.plan(graph, request('{ a { x } }'))).toEqual(planned);
  expect(hasFailed).toBe(false);
  await expect(endless).rejects.toThrow(PlanTimeout);
  expect(await pool.plan(graph, request('{ a { x } }'))).toEqual(planned);
});

test('a supergraph that ends the planner is refused', async () => {
  const noQuery = { id: 2, sdl: supergraph('type A @join__type(graph: A) { x: Int }') };
  await expect(pool.load(noQuery)).rejects.toThrow(PlannerDied);
  expect(await pool.plan(graph, request('{ a { x } }'))).toEqual(planned);
});

test('no more than so many wait', async () => {
  const asked = Array.from({ length: 8 }, (_, index) => pool.plan(graph, request(`{ a { x${index}: x } }`)));
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
  for (const outcome of outcomes.slice(5)) {
    expect(outcome).toMatchObject({ reason: expect.any(PlannerBusy) as unknown });
  }
});

test('a graph that is forgotten while it plans is planned to its end', async () => {
  const planning = pool.plan(graph, request('{ a { x } }'));
  pool.forget(graph);
  expect(await planning).toEqual(planned);
});

test('a closed pool leaves no process', async () => {
  await pool.load(graph);
  const [pid] = pool.pids;
  pool.close();
  await expect(pool.plan(graph, request('{ a { x } }'))).rejects.toThrow('has been stopped');
  while (pool.pids.length > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(() => process.kill(pid!, 0)).toThrow();
});
